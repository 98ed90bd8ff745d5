using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Refined exponential solver from past estimates, Zhang et al. 2023 (arXiv:2308.02157), the two-step
/// multistep rule.</summary>
/// <remarks>
/// One denoiser call a step, second order: with h the step in -log sigma and phi_1, phi_2 of -h,
/// x' = e^-h x + h ((phi_1 - phi_2 / c) D + phi_2 / c D_previous). The first step, and the one to sigma 0, are Euler's.
/// </remarks>
public sealed class ResMultistep : Sampler
{
    /// <summary>Share of the noise that is fresh: 0 is the deterministic method, 1 its ancestral variant.</summary>
    public double Eta { get; init; }

    /// <summary>Standard deviation of the fresh noise.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        Tensor? previous = null;
        double previousDown = 0;
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1];
            var denoised = run.DenoiseStep(i, x, sigma);
            var (down, up, _) = AncestralStep.Between(sigma, sigmaNext, Eta);
            var decay = down / sigma; // e^-h
            var onPrevious = 0d;
            if (down > 0 && previous is not null)
            {
                double h = -Math.Log(decay), phi1 = -double.ExpM1(-h) / h, phi2 = (1 - phi1) / h;
                onPrevious = h * phi2 * h / Math.Log(previousDown / run.Sigmas[i - 1]);
            }
            x = Combine((decay, x), (1 - decay - onPrevious, denoised), (onPrevious, previous ?? denoised));
            if (sigmaNext > 0 && Eta > 0)
                x = Combine((1, x), (NoiseScale * up, run.Noise(sigma, sigmaNext)));
            (previous, previousDown) = (denoised, down);
        }
        return x;
    }
}
