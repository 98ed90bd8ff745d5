using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Euler's method with the slope carried past its newest value, Permenter and Yuan 2023 (arXiv:2306.04848),
/// Algorithm 2.</summary>
/// <remarks>One denoiser call a step. gamma = 1.5 would be the second-order Adams-Bashforth for equal steps.</remarks>
public sealed class GradientEstimation : Sampler
{
    /// <summary>gamma: slope = gamma newest + (1 - gamma) previous.</summary>
    public double Gamma { get; init; } = 2;

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        Tensor? previous = null;
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], h = run.Sigmas[i + 1] - sigma;
            var denoised = run.DenoiseStep(i, x, sigma);
            if (run.Sigmas[i + 1] == 0)
                return denoised;
            var slope = Slope(x, denoised, sigma);
            x = Combine((1, x), (h * Gamma, slope), (h * (1 - Gamma), previous ?? slope));
            previous = slope;
        }
        return x;
    }
}
