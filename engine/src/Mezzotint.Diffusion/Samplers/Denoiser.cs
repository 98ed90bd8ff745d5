using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>The network and its guidance, seen as an estimate of the clean latent: D(x; sigma), Karras et al. 2022
/// (arXiv:2206.00364), eq. 2.</summary>
/// <param name="latent">The noisy latents in model units, (B, C, H, W).</param>
/// <param name="sigma">Standard deviation of their noise.</param>
/// <returns>The denoised estimate, (B, C, H, W), in memory that stays valid for the whole run: samplers keep
/// some.</returns>
public delegate Tensor Denoiser(Tensor latent, float sigma);
