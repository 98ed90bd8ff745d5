using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.Flux;
using Mezzotint.Diffusion.Denoisers.MMDiT;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Diffusion.Text.Encoders;
using Mezzotint.Tensors;

namespace Mezzotint.Bench.Networks;

/// <summary>The published sizes of the networks: those that their checkpoints' tensors have.</summary>
static class FullSizes
{
    /// <summary>Stable Diffusion 1.5: 860 million parameters.</summary>
    public static UNetConfig Sd15 { get; } = new()
    {
        InputChannels = 4,
        OutputChannels = 4,
        Channels = [320, 640, 1280, 1280],
        ResidualBlocks = 2,
        TransformerDepths = [1, 1, 1, 0],
        MiddleDepth = 1,
        Heads = [8, 8, 8, 8],
        ContextWidth = 768,
    };

    /// <summary>Stable Diffusion 2.1: heads of 64 channels and a wider text.</summary>
    public static UNetConfig Sd21 { get; } = Sd15 with
    {
        Heads = [5, 10, 20, 20],
        ContextWidth = 1024,
        HasLinearProjections = true,
    };

    /// <summary>SDXL: 2.6 billion parameters, most in transformers at a quarter of the latent's edge.</summary>
    public static UNetConfig Sdxl { get; } = new()
    {
        InputChannels = 4,
        OutputChannels = 4,
        Channels = [320, 640, 1280],
        ResidualBlocks = 2,
        TransformerDepths = [0, 2, 10],
        MiddleDepth = 10,
        Heads = [5, 10, 20],
        ContextWidth = 2048,
        VectorWidth = 2816,
        HasLinearProjections = true,
    };

    /// <summary>The autoencoder of SD 1, 2 and XL.</summary>
    public static AutoencoderConfig SdAutoencoder { get; } =
        new() { Channels = [128, 256, 512, 512], ResidualBlocks = 2, LatentChannels = 4 };

    /// <summary>The autoencoder of SD 3 and FLUX.1.</summary>
    public static AutoencoderConfig WideAutoencoder { get; } =
        SdAutoencoder with { LatentChannels = 16, HasQuantization = false };

    /// <summary>OpenAI's CLIP ViT-L/14, SD 1's text encoder.</summary>
    public static ClipConfig ClipL { get; } = new()
    {
        Vocabulary = 49408,
        Width = 768,
        Layers = 12,
        Heads = 12,
        HiddenWidth = 3072,
        Activation = Activation.QuickGelu,
    };

    /// <summary>OpenCLIP ViT-H/14 without its last layer, SD 2's text encoder.</summary>
    public static ClipConfig ClipH { get; } = ClipL with
    {
        Width = 1024,
        Layers = 23,
        Heads = 16,
        HiddenWidth = 4096,
        Activation = Activation.Gelu,
    };

    /// <summary>OpenCLIP ViT-bigG/14, SDXL's second text encoder.</summary>
    public static ClipConfig ClipG { get; } = ClipL with
    {
        Width = 1280,
        Layers = 32,
        Heads = 20,
        HiddenWidth = 5120,
        Activation = Activation.Gelu,
        ProjectionWidth = 1280,
    };

    /// <summary>SD 3 Medium: 2.0 billion parameters.</summary>
    public static MMDiTConfig Sd3Medium { get; } = new()
    {
        InputChannels = 16,
        Width = 1536,
        Heads = 24,
        Depth = 24,
        PositionsEdge = 192,
        ContextWidth = 4096,
        VectorWidth = 2048,
    };

    /// <summary>SD 3.5 Medium: 2.5 billion parameters, two attentions in its first 13 blocks.</summary>
    public static MMDiTConfig Sd35Medium { get; } = Sd3Medium with
    {
        PositionsEdge = 384,
        HasNormalizedHeads = true,
        DualBlocks = [.. Enumerable.Range(0, 13)],
    };

    /// <summary>SD 3.5 Large: 8.1 billion parameters.</summary>
    public static MMDiTConfig Sd35Large { get; } = Sd3Medium with
    {
        Width = 2432,
        Heads = 38,
        Depth = 38,
        HasNormalizedHeads = true,
    };

    /// <summary>FLUX.1 schnell: 11.9 billion parameters.</summary>
    public static FluxConfig Flux { get; } = new()
    {
        InputChannels = 16,
        Width = 3072,
        Heads = 24,
        DoubleBlocks = 19,
        SingleBlocks = 38,
        AxisWidths = FluxConfig.AxesOf(128),
        ContextWidth = 4096,
        VectorWidth = 768,
    };
}
