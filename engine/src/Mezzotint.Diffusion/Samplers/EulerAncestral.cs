using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Euler's method to a level below the next, and fresh noise back up to it.</summary>
/// <remarks>
/// One denoiser call a step, first order. It is DDIM, Song et al. 2020 (arXiv:2010.02502), eq. 12, with x over alpha:
/// eta = 0 is the deterministic DDIM and Euler, eta = 1 is the posterior of DDPM, Ho et al. 2020 (arXiv:2006.11239),
/// eq. 7.
/// </remarks>
public sealed class EulerAncestral : Sampler
{
    /// <summary>Share of the noise that is fresh, 0 to 1.</summary>
    public double Eta { get; init; } = 1;

    /// <summary>Standard deviation of the fresh noise.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1];
            var denoised = run.DenoiseStep(i, x, sigma);
            var (down, up, scale) = AncestralStep.Of(run, i, Eta);
            var ratio = down / sigma;
            x = sigmaNext > 0 && Eta > 0
                ? Combine((scale * ratio, x), (scale * (1 - ratio), denoised),
                    (NoiseScale * up, run.Noise(sigma, sigmaNext)))
                : Combine((ratio, x), (1 - ratio, denoised));
        }
        return x;
    }
}
