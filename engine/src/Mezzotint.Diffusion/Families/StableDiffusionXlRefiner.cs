using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Text.Encoders;

namespace Mezzotint.Diffusion.Families;

/// <summary>SDXL's refiner: only the larger text encoder, and an aesthetic score in place of the target size.</summary>
sealed class StableDiffusionXlRefiner : ModelFamily
{
    const float HighScore = 6;
    const float LowScore = 2.5f;

    /// <inheritdoc/>
    public override string Name => "SDXL refiner";

    /// <inheritdoc/>
    public override float LatentScale => 0.13025f;

    /// <inheritdoc/>
    public override string TinyDecoder => "taesdxl_decoder.safetensors";

    /// <inheritdoc/>
    public override string Licence(ModelSource source) =>
        "CreativeML Open RAIL++-M: commercial use, with use restrictions";

    /// <inheritdoc/>
    public override bool Matches(ModelSource source) => source.Texts.Count == 1 && IsWithVector(source, numbers: 5);

    /// <inheritdoc/>
    protected override int DefaultSize(PredictionType prediction) => 1024;

    /// <inheritdoc/>
    public override ClipReading Reading(ModelSource source, int index, int? clipSkip) =>
        new(clipSkip ?? 2, IsNormalised: false, IsPooled: true);

    /// <inheritdoc/>
    public override int PadId(int index, int endId) => 0;

    /// <summary>
    /// Original height and width, top and left of the crop, aesthetic score: high, or low where it is guided away from.
    /// </summary>
    public override float[] VectorNumbers(int height, int width, bool isNegative) =>
        [height, width, 0, 0, isNegative ? LowScore : HighScore];
}
