using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers;

/// <summary>What a denoiser is told about the picture wanted.</summary>
/// <param name="Context">The encoded text, (B, L, width).</param>
/// <param name="Vector">One vector an image, (B, width): SDXL's pooled text and sizes. Null where the network takes
/// none.</param>
/// <param name="Controls">What ControlNets add: a tensor for each result of the UNet's way down, then one for its
/// middle. Null for nothing.</param>
public sealed record Conditioning(Tensor Context, Tensor? Vector = null, IReadOnlyList<Tensor>? Controls = null);
