using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Schedules;

namespace Mezzotint.Diffusion.Families;

/// <summary>A model ready to run: its networks, and what its family knows of them.</summary>
sealed record DiffusionModel : IDisposable
{
    /// <summary>The family.</summary>
    public required ModelFamily Family { get; init; }

    /// <summary>The files it came from.</summary>
    public required ModelSource Source { get; init; }

    /// <summary>What the UNet is fed besides the latent.</summary>
    public required ModelVariant Variant { get; init; }

    /// <summary>The denoiser.</summary>
    public required UNetModel UNet { get; init; }

    /// <summary>Between pictures and latents.</summary>
    public required KlAutoencoder Autoencoder { get; init; }

    /// <summary>Factor from the autoencoder's latents to the UNet's.</summary>
    public required float LatentScale { get; init; }

    /// <summary>The text encoders, first to last.</summary>
    public required IReadOnlyList<TextPart> Texts { get; init; }

    /// <summary>What the UNet outputs.</summary>
    public required PredictionType Prediction { get; init; }

    /// <summary>The noise levels of its training.</summary>
    public required DiscreteNoiseLevels Levels { get; init; }

    /// <summary>Edge in pixels of a picture whose size is not given.</summary>
    public required int DefaultSize { get; init; }

    /// <summary>A picture's height and width must be multiples of this, in pixels.</summary>
    public int SizeFactor => Autoencoder.Config.SizeFactor;

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();
}
