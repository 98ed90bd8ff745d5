using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>DPM2: the midpoint method with the midpoint in log sigma, after DPM-Solver-2, Lu et al. 2022
/// (arXiv:2206.00927), Algorithm 4.</summary>
/// <remarks>Two denoiser calls a step, second order. A step to sigma 0 is Euler's.</remarks>
public sealed class Dpm2 : Sampler
{
    /// <summary>Stochastic churn; none by default.</summary>
    public Churn Churn { get; init; } = new();

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        for (var i = 0; i < run.Steps; i++)
        {
            (x, var sigma) = Churn.Apply(x, i, run);
            x = Step(x, run.DenoiseStep(i, x, sigma), (sigma, run.Sigmas[i + 1]), run);
        }
        return x;
    }

    /// <summary>One midpoint step, whose first slope comes from a denoised estimate already at hand.</summary>
    internal static Tensor Step(Tensor x, Tensor denoised, (double From, double To) sigmas, SamplingRun run)
    {
        var (sigma, sigmaNext) = sigmas;
        var slope = Slope(x, denoised, sigma);
        if (sigmaNext == 0)
            return Combine((1, x), (sigmaNext - sigma, slope));
        var middle = Math.Sqrt(sigma * sigmaNext);
        var x2 = Combine((1, x), (middle - sigma, slope));
        return Combine((1, x), (sigmaNext - sigma, Slope(x2, run.Denoise(x2, middle), middle)));
    }
}
