using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>SEEDS-2: a two-stage exponential solver of the diffusion SDE for data prediction, Gonzalez et al. 2023
/// (arXiv:2305.14267), Algorithm 2.</summary>
/// <remarks>Two denoiser calls a step. The noise of the inner stage is a part of the noise of the whole step, as in one
/// Brownian path.</remarks>
public sealed class Seeds2 : Sampler
{
    /// <summary>Share of the noise that is fresh, 0 to 1.</summary>
    public double Eta { get; init; } = 1;

    /// <summary>Standard deviation of the fresh noise.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <summary>r: where the inner stage lies, as a share of the step in lambda.</summary>
    public double MiddleShare { get; init; } = 0.5;

    /// <summary>Whether the two estimates are weighed by phi_2 instead of being interpolated to the middle of the
    /// step.</summary>
    public bool UsesPhi2 { get; init; }

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        run = run.WithFiniteLambda();
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1];
            var denoised = run.DenoiseStep(i, x, sigma);
            if (sigmaNext == 0)
                return denoised;
            double lambda = run.Lambda(sigma), h = run.Lambda(sigmaNext) - lambda, rh = MiddleShare * h;
            var middle = run.Sigma(lambda + rh);
            var isNoisy = Eta > 0 && NoiseScale > 0;
            var innerNoise = isNoisy ? Combine((Deviation(rh), run.Noise(sigma, middle))) : x;

            var x2 = Combine(
                (middle / sigma * Math.Exp(-Eta * rh), x),
                (-run.Alpha(middle) * double.ExpM1(-(1 + Eta) * rh), denoised),
                (isNoisy ? middle * NoiseScale : 0, innerNoise));
            var denoised2 = run.Denoise(x2, middle);

            var (first, second) = Weights((1 + Eta) * h);
            var alpha = run.Alpha(sigmaNext);
            x = Combine((sigmaNext / sigma * Math.Exp(-Eta * h), x), (alpha * first, denoised),
                (alpha * second, denoised2));
            if (isNoisy)
            {
                var rest = h - rh;
                x = Combine((1, x), (sigmaNext * NoiseScale * Math.Exp(-Eta * rest), innerNoise),
                    (sigmaNext * NoiseScale * Deviation(rest), run.Noise(middle, sigmaNext)));
            }
        }
        return x;
    }

    double Deviation(double h) => Math.Sqrt(-double.ExpM1(-2 * Eta * h));

    /// <summary>Weights of the two estimates, which sum to 1 - e^-g.</summary>
    (double First, double Second) Weights(double g)
    {
        var sum = -double.ExpM1(-g);
        var second = UsesPhi2 ? (g - sum) / g / MiddleShare : sum / (2 * MiddleShare);
        return (sum - second, second);
    }
}
