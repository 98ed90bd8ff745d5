using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// What is particular to a family of models: how it is told, what its parts are read for, its latents and sizes.
/// </summary>
abstract class ModelFamily
{
    static readonly ModelFamily[] All =
        [new StableDiffusionXl(), new StableDiffusionXlRefiner(), new StableDiffusion2(), new StableDiffusion1()];

    /// <summary>The name that users know.</summary>
    public abstract string Name { get; }

    /// <summary>Factor from the autoencoder's latents to the UNet's, where the files do not tell it.</summary>
    public abstract float LatentScale { get; }

    /// <summary>The usual name of the tiny decoder of its latents.</summary>
    public abstract string TinyDecoder { get; }

    /// <summary>Whether a model is of this family.</summary>
    public abstract bool Matches(ModelSource source);

    /// <summary>Attention heads of the UNet where it has so many channels.</summary>
    public abstract int Heads(int channels);

    /// <summary>Edge in pixels of the pictures a model was trained on, where the files do not tell it.</summary>
    protected abstract int DefaultSize(PredictionType prediction);

    /// <summary>Which states of a text encoder the UNet was trained on.</summary>
    /// <param name="source">The model.</param>
    /// <param name="index">Which encoder.</param>
    /// <param name="clipSkip">What the user asks for, from 1 for the last layer; null for what the family was trained
    /// on.</param>
    public abstract ClipReading Reading(ModelSource source, int index, int? clipSkip);

    /// <summary>Id that fills a row of tokens after its end.</summary>
    /// <param name="index">Which encoder.</param>
    /// <param name="endId">Id of the end token.</param>
    public abstract int PadId(int index, int endId);

    /// <summary>What the UNet outputs, where the files do not say.</summary>
    public virtual PredictionType GuessPrediction(ModelSource source) => PredictionType.Epsilon;

    /// <summary>
    /// The numbers that go into the UNet's vector after the pooled text; empty for a UNet without vector.
    /// </summary>
    /// <param name="height">Of the picture, in pixels.</param>
    /// <param name="width">Of the picture, in pixels.</param>
    /// <param name="isNegative">Whether the vector is for the branch guided away from.</param>
    public virtual float[] VectorNumbers(int height, int width, bool isNegative) => [];

    /// <summary>The family of a model.</summary>
    /// <exception cref="CheckpointException">It is none of those known.</exception>
    public static ModelFamily Of(ModelSource source) => All.FirstOrDefault(family => family.Matches(source))
        ?? throw new CheckpointException(
            source.Path,
            $"{source.Path} is of no family that this version knows (SD 1.x, SD 2.x, SDXL): {source.Texts.Count} "
                + "text encoders, context of "
            + $"{source.UNet.ContextWidth}, conditioning vector of {source.UNet.VectorWidth}.");

    /// <summary>Edge in pixels of a picture whose size is not given.</summary>
    public int SizeOf(ModelSource source, PredictionType prediction) =>
        source.SampleSize is { } latent ? latent * source.Autoencoder.SizeFactor : DefaultSize(prediction);

    /// <summary>The UNet's sizes, heads included.</summary>
    public UNetConfig Complete(UNetConfig config) =>
        config.Heads.Count > 0 ? config : config with { Heads = [.. config.Channels.Select(Heads)] };

    /// <summary>What the UNet is fed besides the latent.</summary>
    /// <exception cref="CheckpointException">Its input is none of the known ones.</exception>
    public static ModelVariant VariantOf(ModelSource source)
    {
        var (inputs, latents) = (source.UNet.InputChannels, source.Autoencoder.LatentChannels);
        return inputs == latents ? ModelVariant.Standard
            : inputs == 2 * latents + 1 ? ModelVariant.Inpainting
            : inputs == 2 * latents ? ModelVariant.InstructPix2Pix
            : throw new CheckpointException(
                source.Path,
                $"The UNet of {source.Path} takes {inputs} channels, its autoencoder makes {latents}: they do "
                    + "not belong together.");
    }

    private protected static bool IsWithVector(ModelSource source, int numbers) =>
        source.UNet.VectorWidth > 0
        && source.UNet.VectorWidth == source.Texts[^1].Config.ProjectionWidth + numbers * SizeEmbeddingWidth;

    /// <summary>Columns that each number of SDXL's vector is embedded in.</summary>
    public const int SizeEmbeddingWidth = 256;
}
