using Mezzotint.Diffusion.Denoisers.MMDiT;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// SD 3 and 3.5, Esser et al. 2024 (arXiv:2403.03206): a rectified flow; two CLIP encoders side by side, T5 behind.
/// </summary>
/// <remarks>
/// Which of them a model is, its transformer tells: SD 3 Medium does not normalise queries and keys, SD 3.5 Medium
/// attends twice in some blocks, SD 3.5 Large does the first and not the second.
/// </remarks>
sealed class StableDiffusion3 : ModelFamily
{
    const double Shift = 3;

    /// <summary>Tokens of T5 that a text has at least; without T5 there are as many zeros, as in training.</summary>
    const int T5Tokens = 77;

    /// <summary>
    /// sd3_infer.py of Stability-AI/sd3.5: scale 2.5, from 1 % to 20 % of the steps, blocks 7, 8 and 9.
    /// </summary>
    static readonly SkipLayerGuidance MediumGuidance = new(2.5, 0.01, 0.2, [7, 8, 9]);

    /// <inheritdoc/>
    public override string Name => "SD 3";

    /// <inheritdoc/>
    public override float LatentScale => 1.5305f;

    /// <inheritdoc/>
    public override float LatentShift => 0.0609f;

    /// <inheritdoc/>
    public override string TinyDecoder => "taesd3_decoder.safetensors";

    /// <inheritdoc/>
    public override bool Matches(ModelSource source) => source.Denoiser is MMDiTConfig;

    /// <inheritdoc/>
    public override string Licence(ModelSource source) =>
        "Stability AI Community License: commercial use below 1 million US$ of yearly revenue, else by contract";

    /// <inheritdoc/>
    public override string NameOf(ModelSource source) => source.Denoiser switch
    {
        MMDiTConfig { HasNormalizedHeads: false } => "SD 3 Medium",
        MMDiTConfig { DualBlocks.Count: > 0 } => "SD 3.5 Medium",
        _ => IsTurbo(source) ? "SD 3.5 Large Turbo" : "SD 3.5 Large",
    };

    /// <inheritdoc/>
    public override PredictionType GuessPrediction(ModelSource source) => PredictionType.Flow;

    /// <inheritdoc/>
    public override NoiseLevels LevelsFor(ModelSource source, int width, int height) =>
        new FlowNoiseLevels(source.Noise.Shift ?? Shift);

    /// <inheritdoc/>
    public override GenerationDefaults Defaults(ModelSource source) => NameOf(source) switch
    {
        "SD 3.5 Large Turbo" => new GenerationDefaults(4, 1, "Euler", "sgm_uniform"),
        "SD 3.5 Large" => new GenerationDefaults(28, 4.5, "DPM++ 2M", "normal"),
        "SD 3.5 Medium" => new GenerationDefaults(28, 4, "DPM++ 2M", "normal"),
        _ => new GenerationDefaults(28, 5, "DPM++ 2M", "normal"),
    };

    /// <inheritdoc/>
    public override SkipLayerGuidance? SkipLayers(ModelSource source) =>
        source.Denoiser is MMDiTConfig { DualBlocks.Count: > 0 } ? MediumGuidance : null;

    /// <inheritdoc/>
    protected override int DefaultSize(PredictionType prediction) => 1024;

    /// <summary>The last but one layer of both, without the final norm; the pooled vectors of both.</summary>
    /// <inheritdoc/>
    public override ClipReading Reading(ModelSource source, int index, int? clipSkip) =>
        new(clipSkip ?? 2, IsNormalised: false, IsPooled: true);

    /// <inheritdoc/>
    public override int PadId(int index, int endId) => index == 0 ? endId : 0;

    /// <inheritdoc/>
    public override int T5Length(ModelSource source, int tokens) => Math.Max(T5Tokens, tokens);

    /// <summary>Section 4: both CLIP texts side by side, widened with zeros, then T5's tokens behind them.</summary>
    /// <inheritdoc/>
    public override (Tensor Context, Tensor? Pooled) Compose(
        Operations ops, ModelSource source, IReadOnlyList<ClipStates> texts, Tensor? t5)
    {
        var width = source.Denoiser.ContextWidth;
        var clips = texts.Select(states => states.Tokens).ToList();
        var (length, missing) = (clips[0].Shape[1], width - clips.Sum(clip => clip.Shape[2]));
        if (missing > 0)
            clips.Add(new Tensor(new Shape(1, length, missing)));
        var context = ops.Concat(
            [ops.Concat(clips, -1), t5 ?? new Tensor(new Shape(1, T5Tokens, width))], 1);
        return (context, ops.Concat([.. texts.Select(states => states.Pooled!)], -1));
    }

    static bool IsTurbo(ModelSource source) => Distillation.IsNamed(source, "turbo");
}
