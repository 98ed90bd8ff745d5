using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>DPM-Solver++(2M): two-step data prediction in t = -log sigma, Lu et al. 2022 (arXiv:2211.01095), Algorithm
/// 2.</summary>
/// <remarks>One denoiser call a step, second order. The first step and the step to sigma 0 are of first
/// order.</remarks>
public sealed class DpmPlusPlus2M : Sampler
{
    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        Tensor? previous = null;
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1];
            var denoised = run.DenoiseStep(i, x, sigma);
            var estimate = denoised;
            if (previous is not null && sigmaNext > 0)
            {
                var r = Math.Log(run.Sigmas[i - 1] / sigma) / Math.Log(sigma / sigmaNext); // h_{i-1} / h_i
                estimate = Combine((1 + 1 / (2 * r), denoised), (-1 / (2 * r), previous));
            }
            x = Combine((sigmaNext / sigma, x), (1 - sigmaNext / sigma, estimate)); // e^-h x - (e^-h - 1) D
            previous = denoised;
        }
        return x;
    }
}
