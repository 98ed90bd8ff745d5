namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>The sizes of a KL autoencoder: Rombach et al. 2022 (arXiv:2112.10752), appendix G.</summary>
public sealed record AutoencoderConfig
{
    /// <summary>Channels at each level, outermost first.</summary>
    public required IReadOnlyList<int> Channels { get; init; }

    /// <summary>Residual blocks at each level of the encoder; the decoder has one more.</summary>
    public required int ResidualBlocks { get; init; }

    /// <summary>Channels of a latent: 4 in SD 1, 2 and XL.</summary>
    public required int LatentChannels { get; init; }

    /// <summary>Channels of a picture.</summary>
    public int ImageChannels { get; init; } = 3;

    /// <summary>Whether 1x1 convolutions stand between the networks and the latent; SD 3 and FLUX have none.</summary>
    public bool HasQuantization { get; init; } = true;

    /// <summary>Groups of every group normalisation.</summary>
    public int Groups { get; init; } = 32;

    /// <summary>Pixels of a picture's edge that one of the latent stands for.</summary>
    public int SizeFactor => 1 << (Channels.Count - 1);
}
