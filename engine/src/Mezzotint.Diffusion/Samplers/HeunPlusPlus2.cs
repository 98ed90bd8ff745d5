using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Heun++: Heun's method with a look two levels ahead, slopes weighted by their noise levels (Carzit,
/// sd-webui-samplers-scheduler).</summary>
/// <remarks>Three denoiser calls a step; two in the last but one, one in the last. First order: the weights do not sum
/// to a quadrature.</remarks>
public sealed class HeunPlusPlus2 : Sampler
{
    /// <summary>Stochastic churn; none by default.</summary>
    public Churn Churn { get; init; } = new();

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        double sigmaFirst = run.Sigmas[0], sigmaLast = run.Sigmas[^1];
        for (var i = 0; i < run.Steps; i++)
        {
            (x, var sigma) = Churn.Apply(x, i, run);
            double next = run.Sigmas[i + 1], h = next - sigma;
            var slope = Slope(x, run.DenoiseStep(i, x, sigma), sigma);
            var x2 = Combine((1, x), (h, slope));
            if (next == sigmaLast)
            {
                x = x2;
                continue;
            }
            var slope2 = Slope(x2, run.Denoise(x2, next), next);
            double afterNext = run.Sigmas[i + 2];
            if (afterNext == sigmaLast)
            {
                var weight = next / (2 * sigmaFirst);
                x = Combine((1, x), (h * (1 - weight), slope), (h * weight, slope2));
                continue;
            }
            var x3 = Combine((1, x2), (afterNext - next, slope2));
            var slope3 = Slope(x3, run.Denoise(x3, afterNext), afterNext);
            double weight2 = next / (3 * sigmaFirst), weight3 = afterNext / (3 * sigmaFirst);
            x = Combine((1, x), (h * (1 - weight2 - weight3), slope), (h * weight2, slope2), (h * weight3, slope3));
        }
        return x;
    }
}
