using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Extended reverse-time SDE solver of up to third order, Cui et al. 2023 (arXiv:2309.06169), Algorithm
/// 3.</summary>
/// <remarks>One denoiser call a step. Time is s = sigma / alpha; the noise function is the paper's phi(s) = s
/// (exp(s^0.3) + 10).</remarks>
public sealed class ErSde : Sampler
{
    const int QuadraturePoints = 200;

    /// <summary>Estimates used, 1 to 3.</summary>
    public int Order { get; init; } = 3;

    /// <summary>Standard deviation of the fresh noise.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        run = run.WithFiniteLambda();
        Tensor? previous = null, previousSlope = null;
        double Time(int i) => run.Sigmas[i] / run.Alpha(run.Sigmas[i]);
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1], s = Time(i), next = Time(i + 1);
            var denoised = run.DenoiseStep(i, x, sigma);
            if (sigmaNext == 0)
                return denoised;
            double alpha = run.Alpha(sigmaNext), ratio = Phi(next) / Phi(s);
            x = Combine((alpha / run.Alpha(sigma) * ratio, x), (alpha * (1 - ratio), denoised));
            if (Order > 1 && previous is not null)
            {
                var (first, second) = Integrals(s, next);
                var h = next - s;
                var slope = Slope(denoised, previous, s - Time(i - 1));
                x = Combine((1, x), (alpha * (h + first * Phi(next)), slope));
                if (Order > 2 && previousSlope is not null)
                {
                    var curvature = Slope(slope, previousSlope, (s - Time(i - 2)) / 2);
                    x = Combine((1, x), (alpha * (h * h / 2 + second * Phi(next)), curvature));
                }
                previousSlope = slope;
            }
            if (NoiseScale > 0)
            {
                var deviation = alpha * NoiseScale * Math.Sqrt(Math.Max(0, next * next - s * s * ratio * ratio));
                x = Combine((1, x), (deviation, run.Noise(sigma, sigmaNext)));
            }
            previous = denoised;
        }
        return x;
    }

    static double Phi(double s) => s * (Math.Exp(Math.Pow(s, 0.3)) + 10);

    /// <summary>The integrals of 1 / phi and (s' - s) / phi over the step, by the left rectangle rule with 200
    /// points.</summary>
    static (double First, double Second) Integrals(double s, double next)
    {
        double width = (s - next) / QuadraturePoints, first = 0, second = 0;
        for (var k = 0; k < QuadraturePoints; k++)
        {
            var point = next + k * width;
            first += width / Phi(point);
            second += width * (point - s) / Phi(point);
        }
        return (first, second);
    }
}
