using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Euler's method on the probability-flow ODE: the predictor of Algorithm 2, Karras et al. 2022
/// (arXiv:2206.00364).</summary>
/// <remarks>One denoiser call a step, first order. A step to sigma 0 gives exactly the denoised estimate.</remarks>
public sealed class Euler : Sampler
{
    /// <summary>Stochastic churn; none by default.</summary>
    public Churn Churn { get; init; } = new();

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        for (var i = 0; i < run.Steps; i++)
        {
            (x, var sigma) = Churn.Apply(x, i, run);
            var denoised = run.DenoiseStep(i, x, sigma);
            var ratio = run.Sigmas[i + 1] / sigma;
            x = Combine((ratio, x), (1 - ratio, denoised)); // x + (x - D) / sigma (sigmaNext - sigma)
        }
        return x;
    }
}
