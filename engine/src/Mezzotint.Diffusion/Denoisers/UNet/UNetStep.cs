using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>An entry of the UNet's way down: a block, or a halving of the size.</summary>
/// <param name="ops">What computes.</param>
/// <param name="x">(B, H, W, in).</param>
/// <param name="time">The embedded timestep after its SiLU, (B, TimeWidth).</param>
/// <param name="context">The text.</param>
/// <returns>(B, H', W', out).</returns>
delegate Tensor UNetStep(Operations ops, Tensor x, Tensor time, TextContext context);
