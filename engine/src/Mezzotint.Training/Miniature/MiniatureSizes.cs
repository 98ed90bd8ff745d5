using Mezzotint.Diffusion.Autoencoders;

namespace Mezzotint.Training.Miniature;

/// <summary>The sizes of the miniature's networks.</summary>
static class MiniatureSizes
{
    /// <summary>Width and height of its pictures in pixels.</summary>
    public const int Picture = 256;

    /// <summary>Eight pixels to a latent of four channels. Every norm has at least 4 channels a group: fewer lose colour.</summary>
    public static AutoencoderConfig Autoencoder { get; } = new()
    {
        Channels = [32, 32, 64, 96],
        ResidualBlocks = 1,
        LatentChannels = 4,
        Groups = 8,
    };
}
