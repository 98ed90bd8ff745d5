using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>DPM-Solver++(2S), Lu et al. 2022 (arXiv:2211.01095), Algorithm 1 with r = 1/2, to a level below the next,
/// and fresh noise back up.</summary>
/// <remarks>Two denoiser calls a step, one in the step to sigma 0; second order with eta = 0.</remarks>
public sealed class DpmPlusPlus2SAncestral : Sampler
{
    /// <summary>Where a flow that starts in pure noise, whose log SNR is infinite, puts its midpoint.</summary>
    const double FlowFirstMiddle = 0.9999;

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
            if (down > 0)
            {
                var middle = run.IsFlow && sigma >= 1 ? FlowFirstMiddle
                    : run.Sigma((run.Lambda(sigma) + run.Lambda(down)) / 2);
                var x2 = Toward(x, denoised, middle / sigma);
                denoised = run.Denoise(x2, middle);
            }
            x = Toward(x, denoised, down / sigma);
            if (sigmaNext > 0 && Eta > 0)
                x = Combine((scale, x), (NoiseScale * up, run.Noise(sigma, sigmaNext)));
        }
        return x;
    }

    static Tensor Toward(Tensor x, Tensor denoised, double ratio) => Combine((ratio, x), (1 - ratio, denoised));
}
