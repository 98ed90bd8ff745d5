using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Schedules;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Families;

/// <summary>A model ready to run: its networks, and what its family knows of them.</summary>
sealed record DiffusionModel : IDisposable
{
    /// <summary>The family.</summary>
    public required ModelFamily Family { get; init; }

    /// <summary>The files it came from.</summary>
    public required ModelSource Source { get; init; }

    /// <summary>What the denoiser is fed besides the latent.</summary>
    public required ModelVariant Variant { get; init; }

    /// <summary>The denoiser's sizes.</summary>
    public required DenoiserConfig Denoiser { get; init; }

    /// <summary>The denoiser.</summary>
    public required DenoiserNetwork Network { get; init; }

    /// <summary>Between pictures and latents.</summary>
    public required KlAutoencoder Autoencoder { get; init; }

    /// <summary>Factor from the autoencoder's latents to the denoiser's.</summary>
    public required float LatentScale { get; init; }

    /// <summary>What the autoencoder's latents are moved by before that.</summary>
    public float LatentShift { get; init; }

    /// <summary>The CLIP text encoders, first to last.</summary>
    public required IReadOnlyList<TextPart> Texts { get; init; }

    /// <summary>The T5 text encoder; null for a model without.</summary>
    public T5Part? T5 { get; init; }

    /// <summary>What the denoiser outputs.</summary>
    public required PredictionType Prediction { get; init; }

    /// <summary>Edge in pixels of a picture whose size is not given.</summary>
    public required int DefaultSize { get; init; }

    /// <summary>A picture's height and width must be multiples of this, in pixels.</summary>
    public int SizeFactor => Autoencoder.Config.SizeFactor * Denoiser.PatchEdge;

    /// <summary>The noise levels that a picture of this size in pixels is made through.</summary>
    public NoiseLevels LevelsFor(int width, int height) => Family.LevelsFor(Source, width, height);

    /// <summary>A latent at the denoiser's scale, from one of the autoencoder.</summary>
    public Tensor FromAutoencoder(Tensor latent) =>
        LatentShift == 0 ? latent * LatentScale : (latent + -LatentShift) * LatentScale;

    /// <summary>A latent at the autoencoder's scale, from one of the denoiser.</summary>
    public Tensor ToAutoencoder(Tensor latent) =>
        LatentShift == 0 ? latent / LatentScale : latent / LatentScale + LatentShift;

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();
}
