namespace Mezzotint.Diffusion.Upscalers;

/// <summary>The sizes of an ESRGAN generator: Wang et al. 2018 (arXiv:1809.00219).</summary>
public sealed record RrdbConfig
{
    /// <summary>Channels between blocks.</summary>
    public required int Features { get; init; }

    /// <summary>Channels that each convolution of a block adds.</summary>
    public required int Growth { get; init; }

    /// <summary>Residual-in-residual blocks.</summary>
    public required int Blocks { get; init; }

    /// <summary>Edge of the squares of pixels that the network takes as one: 1, 2 or 4.</summary>
    public int Square { get; init; } = 1;

    /// <summary>Doublings of the size after the blocks.</summary>
    public int Doublings { get; init; } = 2;
}
