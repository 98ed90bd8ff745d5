using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>
/// What is particular to a family of models: how it is told, what its parts are read for, its latents and sizes.
/// </summary>
abstract class ModelFamily
{
    static readonly ModelFamily[] All =
    [
        new StableDiffusionXl(), new StableDiffusionXlRefiner(), new StableDiffusion2(), new StableDiffusion1(),
        new StableDiffusion3(), new Flux1(),
    ];

    static readonly GenerationDefaults Usual = new(20, 7, "DPM++ 2M", "karras");

    /// <summary>The name that users know.</summary>
    public abstract string Name { get; }

    /// <summary>Factor from the autoencoder's latents to the UNet's, where the files do not tell it.</summary>
    public abstract float LatentScale { get; }

    /// <summary>What the autoencoder's latents are moved by before that, where the files do not tell it.</summary>
    public virtual float LatentShift => 0;

    /// <summary>The usual name of the tiny decoder of its latents.</summary>
    public abstract string TinyDecoder { get; }

    /// <summary>Whether a model is of this family.</summary>
    public abstract bool Matches(ModelSource source);

    /// <summary>The name that users know, with the kind of model where a family has several.</summary>
    public virtual string NameOf(ModelSource source) => Name;

    /// <summary>Attention heads of the UNet where it has so many channels: heads of 64, unless overridden.</summary>
    public virtual int Heads(int channels) => Math.Max(1, channels / 64);

    /// <summary>The noise levels that a picture of this size is made through.</summary>
    /// <param name="source">The model.</param>
    /// <param name="width">Of the picture, in pixels.</param>
    /// <param name="height">Of the picture, in pixels.</param>
    public virtual NoiseLevels LevelsFor(ModelSource source, int width, int height) => source.Noise.Levels;

    /// <summary>What a model is used with where a user does not say.</summary>
    public virtual GenerationDefaults Defaults(ModelSource source) => Distillation.Of(source) ?? Usual;

    /// <summary>The licence of the models that the family was published with.</summary>
    public abstract string Licence(ModelSource source);

    /// <summary>Guidance away from fewer blocks, where a model gains by it; null elsewhere.</summary>
    public virtual SkipLayerGuidance? SkipLayers(ModelSource source) => null;

    /// <summary>Whether the network is told the guidance scale, and computes one branch only.</summary>
    public virtual bool IsSelfGuided(ModelSource source) => source.Denoiser is UNetConfig { GuidanceWidth: > 0 };

    /// <summary>Tokens of T5's row for a text of so many.</summary>
    public virtual int T5Length(ModelSource source, int tokens) => tokens;

    /// <summary>What the denoiser is told, from what the text encoders make of one prompt.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="source">The model.</param>
    /// <param name="texts">The CLIP encoders' states, each (1, 77 n, width); pooled vectors (1, width).</param>
    /// <param name="t5">T5's states, (1, L, width); null where the model comes without.</param>
    /// <returns>Context (1, tokens, width), and the pooled vector (1, width) or null.</returns>
    /// <exception cref="ArgumentException">A text encoder that the family needs is missing.</exception>
    public virtual (Tensor Context, Tensor? Pooled) Compose(
        Operations ops, ModelSource source, IReadOnlyList<ClipStates> texts, Tensor? t5) => (
        texts.Count == 1 ? texts[0].Tokens : ops.Concat([.. texts.Select(states => states.Tokens)], -1),
        texts.LastOrDefault(states => states.Pooled is not null).Pooled);

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
            $"{source.Path} is of no family that this version knows ({string.Join(", ", All.Select(f => f.Name))}): "
                + $"{source.Texts.Count} text encoders, context of "
            + $"{source.Denoiser.ContextWidth}, conditioning vector of {source.Denoiser.VectorWidth}.");

    /// <summary>Edge in pixels of a picture whose size is not given.</summary>
    public virtual int SizeOf(ModelSource source, PredictionType prediction) =>
        source.SampleSize is { } latent ? latent * source.Autoencoder.SizeFactor : DefaultSize(prediction);

    /// <summary>The denoiser's sizes, a UNet's heads included.</summary>
    public DenoiserConfig Complete(DenoiserConfig config) => config is UNetConfig { Heads.Count: 0 } unet
        ? unet with { Heads = [.. unet.Channels.Select(Heads)] } : config;

    /// <summary>What the UNet is fed besides the latent.</summary>
    /// <exception cref="CheckpointException">Its input is none of the known ones.</exception>
    public static ModelVariant VariantOf(ModelSource source)
    {
        var (inputs, latents) = (source.Denoiser.InputChannels, source.Autoencoder.LatentChannels);
        return inputs == latents ? ModelVariant.Standard
            : inputs == 2 * latents + 1 ? ModelVariant.Inpainting
            : inputs == 2 * latents ? ModelVariant.InstructPix2Pix
            : source.AutoencoderReader is null ? ModelVariant.Standard // a transformer alone: nobody knows yet
            : throw new CheckpointException(
                source.Path,
                $"The denoiser of {source.Path} takes {inputs} channels, its autoencoder makes {latents}: they do "
                    + "not belong together.");
    }

    private protected static bool IsWithVector(ModelSource source, int numbers) =>
        source.Denoiser is UNetConfig { VectorWidth: > 0 and var width }
        && width == source.Texts[^1].Config.ProjectionWidth + numbers * SizeEmbeddingWidth;

    /// <summary>Columns that each number of SDXL's vector is embedded in.</summary>
    public const int SizeEmbeddingWidth = 256;
}
