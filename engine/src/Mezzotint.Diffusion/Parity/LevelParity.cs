using Mezzotint.Diffusion.Schedules;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Compares tables of levels, their timesteps and the scaling of network inputs and outputs with a golden
/// folder's.</summary>
static class LevelParity
{
    const double TableTolerance = 1e-6;
    const double LogTolerance = 1e-5; // where float32 logarithms are interpolated
    const double ValueTolerance = 1e-5;

    /// <summary>Compares the safetensors files of the folder samplers/schedules.</summary>
    public static IEnumerable<ParityResult> Run(string folder)
    {
        var (kDiffusion, comfy) = (DiscreteNoiseLevels.StableDiffusion(isRounded: true),
            DiscreteNoiseLevels.StableDiffusion());
        var comparer = new TensorComparer(folder);
        return
        [
            .. comparer.Relative("sd1_tables", "alphas_cumprod", TableTolerance,
                _ => [.. DiscreteNoiseLevels.AlphaBars().Select(a => (float)a)]),
            .. comparer.Relative("sd1_tables", "sigmas_kdiffusion", TableTolerance, _ => [.. kDiffusion.Sigmas]),
            .. comparer.Relative("sd1_tables", "sigmas_comfy", TableTolerance, _ => [.. comfy.Sigmas]),
            .. comparer.Relative("zsnr", "sigmas_comfy_zsnr", LogTolerance,
                _ => [.. comfy.WithZeroTerminalSnr().Sigmas]),
            .. comparer.Relative("sd3_shift3_sigmas", "sd35_reference", TableTolerance,
                _ => [.. new FlowNoiseLevels(3).Sigmas]),
            .. comparer.Relative("sd3_shift3_sigmas", "comfy", TableTolerance, _ => [.. new FlowNoiseLevels(3).Sigmas]),
            .. comparer.Relative("sigma_t", "kd_sigma_to_t", 1e-3, g => Map(g["sigma"], s => kDiffusion.TimestepAt(s))),
            .. comparer.Relative("sigma_t", "kd_sigma_to_t_quantized", 0,
                g => Map(g["sigma"], s => kDiffusion.NearestTimestep(s))),
            .. comparer.Relative("sigma_t", "comfy_timestep", 0, g => Map(g["sigma"], s => comfy.NearestTimestep(s))),
            .. comparer.Relative("sigma_t", "kd_t_to_sigma", LogTolerance,
                g => Map(g["t"], t => kDiffusion.SigmaAt(t))),
            .. comparer.Relative("sigma_t", "comfy_sigma", LogTolerance, g => Map(g["t"], t => comfy.SigmaAt(t))),
            .. Scalings(comparer, kDiffusion),
        ];
    }

    static IEnumerable<ParityResult> Scalings(TensorComparer comparer, DiscreteNoiseLevels levels)
    {
        const string file = "parametrisation";
        foreach (var (prefix, type) in new[] { ("kd_eps", PredictionType.Epsilon), ("kd_v", PredictionType.Velocity) })
        {
            Tensor Input(Tensor x, double sigma) => Preconditioning.At(type, sigma).ModelInput(x);
            Tensor Network(Tensor x, double sigma) =>
                new(x.Shape, Map(Input(x, sigma), v => Math.Sin(1.5 * v) + 0.001 * levels.TimestepAt(sigma)));
            foreach (var result in comparer.Mixed(file, $"{prefix}.model_input", ValueTolerance,
                g => EachImage(g, Input))
                .Concat(comparer.Relative(file, $"{prefix}.t", LogTolerance,
                    g => Map(g["sigma"], s => levels.TimestepAt(s))))
                .Concat(comparer.Mixed(file, $"{prefix}.denoised", ValueTolerance, g => EachImage(g,
                    (x, sigma) => Preconditioning.At(type, sigma).Denoised(x, Network(x, sigma))))))
                yield return result;
        }
        foreach (var (prefix, type) in new[]
            { ("comfy_eps", PredictionType.Epsilon), ("comfy_v", PredictionType.Velocity),
                ("comfy_flow", PredictionType.Flow) })
            foreach (var result in ComfyScaling(comparer, prefix, type))
                yield return result;
    }

    static IEnumerable<ParityResult> ComfyScaling(TensorComparer comparer, string prefix, PredictionType type)
    {
        const string file = "parametrisation";
        float[] Mix(GoldenTensors g, Func<PredictionType, Tensor, Tensor, double, Tensor> mix) => EachImage(g,
            (i, sigma) => mix(type, g["latent"].Rows(i, 1), g["noise"].Rows(i, 1), sigma), $"{prefix}.sigma");
        return comparer.Mixed(file, $"{prefix}.calculate_input", ValueTolerance, g => EachImage(g,
                (x, sigma) => Preconditioning.At(type, sigma).ModelInput(x), $"{prefix}.sigma"))
            .Concat(comparer.Mixed(file, $"{prefix}.denoised", ValueTolerance, g => EachImage(g,
                (i, sigma) =>
                    Preconditioning.At(type, sigma).Denoised(g["x"].Rows(i, 1),
                        g[$"{prefix}.model_output"].Rows(i, 1)), $"{prefix}.sigma")))
            .Concat(comparer.Mixed(file, $"{prefix}.noise_scaling", ValueTolerance, g => Mix(g, Noising.Add)))
            .Concat(comparer.Mixed(file, $"{prefix}.noise_scaling_max", ValueTolerance, g => Mix(g, Noising.AddFull)))
            .Concat(comparer.Mixed(file, $"{prefix}.inverse_noise_scaling", ValueTolerance, g => EachImage(g,
                (i, sigma) => Noising.Unscale(type, g["latent"].Rows(i, 1), sigma), $"{prefix}.sigma")));
    }

    static float[] EachImage(GoldenTensors golden, Func<Tensor, double, Tensor> function, string sigmas = "sigma") =>
        EachImage(golden, (i, sigma) => function(golden["x"].Rows(i, 1), sigma), sigmas);

    static float[] EachImage(GoldenTensors golden, Func<int, double, Tensor> function, string sigmas) =>
        [.. golden.Vector(sigmas).SelectMany((sigma, i) => function(i, sigma).Span.ToArray())];

    static float[] Map(Tensor x, Func<double, double> function) =>
        Array.ConvertAll(x.Span.ToArray(), v => (float)function(v));
}
