using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>What a model's files say of the noise it was trained with.</summary>
/// <param name="Prediction">What its network outputs; null where nothing says.</param>
/// <param name="Levels">The noise levels of its training.</param>
sealed record NoiseSettings(PredictionType? Prediction, DiscreteNoiseLevels Levels)
{
    /// <summary>Tensors of a single file that hold noise levels or marks, no weights.</summary>
    public static readonly IReadOnlySet<string> Buffers = new HashSet<string>(StringComparer.Ordinal)
    {
        "betas", "alphas_cumprod", "alphas_cumprod_prev", "sqrt_alphas_cumprod", "sqrt_one_minus_alphas_cumprod",
        "log_one_minus_alphas_cumprod", "sqrt_recip_alphas_cumprod", "sqrt_recipm1_alphas_cumprod",
        "posterior_variance",
        "posterior_log_variance_clipped", "posterior_mean_coef1", "posterior_mean_coef2", "denoiser.sigmas",
        "lvlb_weights", "scale_factor", "logvar", VelocityMark, ZeroTerminalMark,
    };

    /// <summary>The time shift of a rectified flow; null where nothing says.</summary>
    public double? Shift { get; init; }

    const string VelocityMark = "v_pred";
    const string ZeroTerminalMark = "ztsnr";

    static readonly string[] VelocityNames = ["vpred", "v-pred", "v_pred"];
    static readonly string[] ZeroTerminalNames = ["ztsnr", "zsnr", "zero-snr", "terminal-snr"];

    /// <summary>
    /// What a single file tells: its header's texts, marks that some trainers add as tensors, a YAML file beside it.
    /// </summary>
    public static NoiseSettings FromFile(Checkpoint file)
    {
        var prediction = file.Metadata.GetValueOrDefault("modelspec.prediction_type")?.ToUpperInvariant() switch
        {
            "V" or "V_PREDICTION" => PredictionType.Velocity,
            "EPSILON" => PredictionType.Epsilon,
            _ => file.Contains(VelocityMark) || IsNamed(file, VelocityNames)
                || IsVelocityInYaml(Path.ChangeExtension(file.Path, ".yaml"))
                ? PredictionType.Velocity : (PredictionType?)null,
        };
        var levels = DiscreteNoiseLevels.StableDiffusion(isRounded: true);
        return new NoiseSettings(prediction, file.Contains(ZeroTerminalMark) || IsNamed(file, ZeroTerminalNames)
            ? levels.WithZeroTerminalSnr() : levels);
    }

    static bool IsNamed(Checkpoint file, string[] words)
    {
        var name = Path.GetFileNameWithoutExtension(file.Path);
        return words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What a diffusers scheduler_config.json tells.</summary>
    /// <exception cref="CheckpointException">It names a schedule or prediction that this engine does not
    /// know.</exception>
    public static NoiseSettings FromScheduler(PartConfig json)
    {
        if (json.Text("_class_name", "") == "FlowMatchEulerDiscreteScheduler")
            return new NoiseSettings(PredictionType.Flow, DiscreteNoiseLevels.StableDiffusion(isRounded: true))
            {
                Shift = json.Number("shift", 1) is > 0 and var shift ? shift
                    : throw json.Bad("shift", "is not over 0"),
            };
        if (json.Text("beta_schedule", "linear") is not "scaled_linear" and var schedule)
            throw json.Bad("beta_schedule", $"is '{schedule}', expected 'scaled_linear'");
        var (steps, first, last) = (
            json.Int("num_train_timesteps", 1000), json.Number("beta_start", 0.0001), json.Number("beta_end", 0.02));
        if (steps < 2 || !(first > 0 && first <= last && last < 1))
            throw json.Bad("beta_start", $"makes no noise levels: {steps} steps from {first} to {last}");
        var levels = DiscreteNoiseLevels.FromFloatAlphaBars(
            DiscreteNoiseLevels.AlphaBars(steps, first, last).Select(a => (float)a));
        return new NoiseSettings(
            json.Text("prediction_type", "epsilon") switch
            {
                "epsilon" => PredictionType.Epsilon,
                "v_prediction" => PredictionType.Velocity,
                "sample" => PredictionType.Sample,
                var other => throw json.Bad("prediction_type", $"is '{other}', which this engine does not know"),
            },
            json.Flag("rescale_betas_zero_snr", missing: false) ? levels.WithZeroTerminalSnr() : levels);
    }

    static bool IsVelocityInYaml(string path)
    {
        const int longest = 1 << 20;
        const string velocity = "parameterization: v";
        return File.Exists(path) && new FileInfo(path).Length < longest
            && File.ReadLines(path).Any(line => line.Replace("\"", "", StringComparison.Ordinal).Trim() == velocity);
    }
}
