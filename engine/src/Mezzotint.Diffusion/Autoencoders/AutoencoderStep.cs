using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>A step of the way between pictures and latents: a block, or a change of size.</summary>
/// <param name="ops">What computes.</param>
/// <param name="x">(B, H, W, in).</param>
/// <param name="owner">The scope of x: the step may give x back once it is needed no more.</param>
/// <returns>(B, H', W', out).</returns>
delegate Tensor AutoencoderStep(Operations ops, Tensor x, TensorScope owner);
