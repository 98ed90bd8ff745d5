using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers;

/// <summary>What a denoiser is told about the picture wanted.</summary>
/// <param name="Context">The encoded text, (B, L, width).</param>
/// <param name="Vector">One vector an image, (B, width): pooled text, and SDXL's sizes. Null where the network takes
/// none.</param>
public sealed record Conditioning(Tensor Context, Tensor? Vector = null)
{
    /// <summary>
    /// One guidance scale an image, (B), for a network that was trained to guide itself: FLUX.1 dev, LCM. Else
    /// null.
    /// </summary>
    public Tensor? Guidance { get; init; }

    /// <summary>
    /// What ControlNets add: a tensor for each result of the UNet's way down, then one for its middle. Null: nothing.
    /// </summary>
    public IReadOnlyList<Tensor>? Controls { get; init; }

    /// <summary>
    /// Keeps what the network makes of the text from step to step; null to make it anew at each. UNets use it.
    /// </summary>
    public TextMemory? Memory { get; init; }

    /// <summary>Blocks that the network leaves out, for the branch of skip-layer guidance; none otherwise.</summary>
    public IReadOnlyList<int> SkippedBlocks { get; init; } = [];
}
