using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>What a sampler tells after the first denoising of each step.</summary>
/// <param name="Step">Index of the step, from 0.</param>
/// <param name="Steps">Number of steps; for an adaptive sampler the number so far.</param>
/// <param name="Sigma">Noise level at which the step began.</param>
/// <param name="Latent">The noisy latents that were denoised, (B, C, H, W).</param>
/// <param name="Denoised">The estimate of the clean latents, (B, C, H, W): what a preview shows.</param>
public readonly record struct SamplingProgress(int Step, int Steps, float Sigma, Tensor Latent, Tensor Denoised);
