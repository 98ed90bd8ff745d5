using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Text.Encoders;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// SDXL, Podell et al. 2023 (arXiv:2307.01952): two text encoders side by side, and sizes beside the pooled text.
/// </summary>
sealed class StableDiffusionXl : ModelFamily
{
    const int TurboSize = 512;

    /// <inheritdoc/>
    public override string Name => "SDXL";

    /// <inheritdoc/>
    public override float LatentScale => 0.13025f;

    /// <inheritdoc/>
    public override string TinyDecoder => "taesdxl_decoder.safetensors";

    /// <inheritdoc/>
    public override string Licence(ModelSource source) => Distillation.IsNamed(source, "turbo")
        ? "Stability AI Community License: commercial use below 1 million US$ of yearly revenue"
        : "CreativeML Open RAIL++-M, if it is made from SDXL 1.0: commercial use, with use restrictions";

    /// <inheritdoc/>
    public override bool Matches(ModelSource source) => source.Texts.Count == 2 && IsWithVector(source, numbers: 6);

    /// <inheritdoc/>
    public override int SizeOf(ModelSource source, PredictionType prediction) =>
        source.SampleSize is null && Distillation.IsSdxlTurbo(source) ? TurboSize : base.SizeOf(source, prediction);

    /// <inheritdoc/>
    protected override int DefaultSize(PredictionType prediction) => 1024;

    /// <summary>The last but one layer of both, without the final norm; the second encoder's pooled vector.</summary>
    /// <inheritdoc/>
    public override ClipReading Reading(ModelSource source, int index, int? clipSkip) =>
        new(clipSkip ?? 2, IsNormalised: false, IsPooled: index == 1);

    /// <inheritdoc/>
    public override int PadId(int index, int endId) => index == 0 ? endId : 0;

    /// <summary>
    /// Original height and width, top and left of the crop, target height and width, section 2.2: as if nothing was
    /// cropped.
    /// </summary>
    public override float[] VectorNumbers(int height, int width, bool isNegative) =>
        [height, width, 0, 0, height, width];
}
