using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Text.Encoders;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// Stable Diffusion 1.x and what has its layout: OpenAI's CLIP, 8 heads everywhere, transformers entered through 1x1
/// kernels.
/// </summary>
sealed class StableDiffusion1 : ModelFamily
{
    /// <inheritdoc/>
    public override string Name => "SD 1.x";

    /// <inheritdoc/>
    public override float LatentScale => 0.18215f;

    /// <inheritdoc/>
    public override string TinyDecoder => "taesd_decoder.safetensors";

    /// <inheritdoc/>
    public override string Licence(ModelSource source) =>
        "CreativeML Open RAIL-M, if it is made from Stable Diffusion 1.x: commercial use, with use restrictions";

    /// <inheritdoc/>
    public override bool Matches(ModelSource source) =>
        source.Texts.Count == 1 && source.Denoiser is UNetConfig { VectorWidth: 0, HasLinearProjections: false };

    /// <inheritdoc/>
    public override int Heads(int channels) => 8;

    /// <inheritdoc/>
    protected override int DefaultSize(PredictionType prediction) => 512;

    /// <inheritdoc/>
    public override ClipReading Reading(ModelSource source, int index, int? clipSkip) => new(clipSkip ?? 1);

    /// <inheritdoc/>
    public override int PadId(int index, int endId) => endId;
}
