using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>
/// A way beside a linear layer, y += (x Down^T) Up^T: a LoRA's product without the weight that it changes (Hu et al.
/// 2021, arXiv:2106.09685, section 4.1).
/// </summary>
/// <param name="Down">(rank, in).</param>
/// <param name="Up">(out, rank), the multiplier in it.</param>
sealed record LowRankPath(Weight Down, Weight Up);
