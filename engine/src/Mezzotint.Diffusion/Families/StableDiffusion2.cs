using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Text.Encoders;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// Stable Diffusion 2.x: OpenCLIP's state before the last layer, heads of 64, linear projections; often v-prediction.
/// </summary>
sealed class StableDiffusion2 : ModelFamily
{
    /// <summary>
    /// The bias of this norm spreads more in the published v-prediction models (0.1 and over) than in the others.
    /// </summary>
    const string TellingBias = "output_blocks.11.1.transformer_blocks.0.norm1.bias";

    const double TellingDeviation = 0.09;

    /// <inheritdoc/>
    public override string Name => "SD 2.x";

    /// <inheritdoc/>
    public override float LatentScale => 0.18215f;

    /// <inheritdoc/>
    public override string TinyDecoder => "taesd_decoder.safetensors";

    /// <inheritdoc/>
    public override string Licence(ModelSource source) =>
        "CreativeML Open RAIL++-M, if it is made from Stable Diffusion 2.x: commercial use, with use restrictions";

    /// <inheritdoc/>
    public override bool Matches(ModelSource source) =>
        source.Texts.Count == 1 && source.Denoiser is UNetConfig { VectorWidth: 0, HasLinearProjections: true };

    /// <inheritdoc/>
    protected override int DefaultSize(PredictionType prediction) =>
        prediction == PredictionType.Velocity ? 768 : 512;

    /// <summary>
    /// The last but one layer, normalised. Folders come without the last layer: there it is the last.
    /// </summary>
    /// <inheritdoc/>
    public override ClipReading Reading(ModelSource source, int index, int? clipSkip) =>
        new(Math.Max(1, (clipSkip ?? 2) - (source.Layout == ModelLayout.Folder ? 1 : 0)));

    /// <inheritdoc/>
    public override int PadId(int index, int endId) => 0;

    /// <summary>
    /// Velocity where the telling bias spreads widely: nothing else in such a file tells, and the wrong guess makes
    /// noise.
    /// </summary>
    public override PredictionType GuessPrediction(ModelSource source)
    {
        if (!source.DenoiserReader.Contains(TellingBias) || source.Denoiser is not UNetConfig unet
            || unet.InputChannels != unet.OutputChannels)
            return PredictionType.Epsilon;
        var values = source.DenoiserReader.Require(TellingBias, unet.Channels[0]).Value.Span.ToArray();
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return deviation > TellingDeviation ? PredictionType.Velocity : PredictionType.Epsilon;
    }
}
