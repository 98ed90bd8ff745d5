using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Linear multistep (Adams-Bashforth) with unequal steps: the polynomial through the last slopes, integrated
/// over the step.</summary>
/// <remarks>One denoiser call a step. Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, section
/// III.5.</remarks>
public sealed class Lms : Sampler
{
    /// <summary>Slopes used, 1 to 4.</summary>
    public int Order { get; init; } = 4;

    /// <summary>Whether the step to sigma 0 takes the denoised estimate, or, as first published, extrapolates like any
    /// other.</summary>
    public bool EndsDenoised { get; init; }

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        var slopes = new List<Tensor>(); // newest first
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1];
            var denoised = run.DenoiseStep(i, x, sigma);
            if (sigmaNext == 0 && EndsDenoised)
                return denoised;
            slopes.Insert(0, Slope(x, denoised, sigma));
            if (slopes.Count > Order)
                slopes.RemoveAt(Order);
            var nodes = Enumerable.Range(0, slopes.Count).Select(k => (double)run.Sigmas[i - k]).ToArray();
            var weights = nodes.Select((_, k) => Lagrange.Integral(nodes, k, sigma, sigmaNext));
            x = Combine([(1, x), .. weights.Zip(slopes)]);
        }
        return x;
    }
}
