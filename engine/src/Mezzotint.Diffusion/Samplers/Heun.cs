using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Heun's method on the probability-flow ODE: Algorithm 2, Karras et al. 2022 (arXiv:2206.00364).</summary>
/// <remarks>Two denoiser calls a step, second order. A step to sigma 0 is Euler's.</remarks>
public sealed class Heun : Sampler
{
    /// <summary>Stochastic churn; none by default.</summary>
    public Churn Churn { get; init; } = new();

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        for (var i = 0; i < run.Steps; i++)
        {
            (x, var sigma) = Churn.Apply(x, i, run);
            double sigmaNext = run.Sigmas[i + 1], h = sigmaNext - sigma;
            var slope = Slope(x, run.DenoiseStep(i, x, sigma), sigma);
            var predicted = Combine((1, x), (h, slope));
            if (sigmaNext == 0)
                return predicted;
            var slopeNext = Slope(predicted, run.Denoise(predicted, sigmaNext), sigmaNext);
            x = Combine((1, x), (h / 2, slope), (h / 2, slopeNext));
        }
        return x;
    }
}
