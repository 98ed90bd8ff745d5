using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Tensors;

namespace Mezzotint.Training.Miniature;

/// <summary>The sizes of the miniature's networks.</summary>
static class MiniatureSizes
{
    /// <summary>Width and height of its pictures in pixels.</summary>
    public const int Picture = 256;

    /// <summary>Width and height of its latents.</summary>
    public const int Latent = 32;

    /// <summary>
    /// From the autoencoder's latents to the UNet's, which have mean 0 and deviation 1: that of SD 1.
    /// </summary>
    public const float LatentScale = 0.18215f;

    /// <summary>Steps of the noise schedule.</summary>
    public const int Timesteps = 1000;

    /// <summary>The first step's variance: that of SD 1.</summary>
    public const double BetaStart = 0.00085;

    /// <summary>
    /// The last step's variance. SD 1 has 0.012, which leaves sqrt(abar) = 0.068 of a picture at the end, enough to
    /// tell its
    /// brightness by: nights turn grey when sampling starts from noise alone (Lin et al. 2023, arXiv:2305.08891). This
    /// leaves 0.016.
    /// </summary>
    public const double BetaEnd = 0.02;

    /// <summary>
    /// Eight pixels to a latent of four channels. Every norm has at least 4 channels a group: fewer lose colour.
    /// </summary>
    public static AutoencoderConfig Autoencoder { get; } = new()
    {
        Channels = [32, 32, 64, 96],
        ResidualBlocks = 1,
        LatentChannels = 4,
        Groups = 8,
    };

    /// <summary>Three layers over a vocabulary of the captions' words.</summary>
    public static ClipConfig Text { get; } = new()
    {
        Vocabulary = MiniatureVocabulary.Size,
        Width = 128,
        Layers = 3,
        Heads = 4,
        HiddenWidth = 512,
        Positions = ClipTokenizer.RowLength,
        Activation = Activation.QuickGelu,
    };

    /// <summary>Attention at 16x16 and 8x8 only, heads of 32.</summary>
    public static UNetConfig UNet { get; } = new()
    {
        InputChannels = Autoencoder.LatentChannels,
        OutputChannels = Autoencoder.LatentChannels,
        Channels = [48, 96, 128],
        ResidualBlocks = 1,
        TransformerDepths = [0, 1, 1],
        MiddleDepth = 1,
        Heads = [1, 3, 4],
        ContextWidth = Text.Width,
        Groups = 8,
    };
}
