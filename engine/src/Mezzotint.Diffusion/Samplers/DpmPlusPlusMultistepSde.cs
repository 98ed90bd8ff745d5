using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>DPM-Solver++ for the diffusion SDE from past estimates: 2M SDE and 3M SDE, Lu et al. 2022
/// (arXiv:2211.01095), eq. 18.</summary>
/// <remarks>
/// One denoiser call a step. With h the step in lambda = log(alpha / sigma) and g = (1 + eta) h:
/// x' = (sigma'/sigma) e^(-eta h) x + alpha' (1 - e^-g) D + corrections of order 2 and 3 + sigma' sqrt(1 - e^(-2 eta
/// h)) n. With eta = 0 it is the deterministic DPM-Solver++ of the same order.
/// </remarks>
public sealed class DpmPlusPlusMultistepSde : Sampler
{
    /// <summary>Estimates used: 1, 2 (2M) or 3 (3M).</summary>
    public int Order { get; init; } = 2;

    /// <summary>Share of the noise that is fresh, 0 to 1.</summary>
    public double Eta { get; init; } = 1;

    /// <summary>Standard deviation of the fresh noise.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <summary>Whether steps of second order weigh their difference of estimates by phi_2 as Heun's method does, or by
    /// phi_1 / 2 (midpoint).</summary>
    public bool IsHeun { get; init; }

    /// <summary>Whether, below 15 steps, the last step is held to first order and the one before to second.</summary>
    public bool LowersOrderAtEnd { get; init; }

    /// <inheritdoc/>
    public override bool TakesBrownianNoise => true;

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        run = run.WithFiniteLambda();
        Tensor? previous = null, beforePrevious = null;
        double hLast = 0, hBeforeLast = 0;
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1];
            var denoised = run.DenoiseStep(i, x, sigma);
            if (sigmaNext == 0)
                return denoised;
            double h = run.Lambda(sigmaNext) - run.Lambda(sigma), g = (1 + Eta) * h, alpha = run.Alpha(sigmaNext);
            var phi1 = -double.ExpM1(-g);
            x = Combine((sigmaNext / sigma * Math.Exp(-Eta * h), x), (alpha * phi1, denoised));

            var phi2 = 1 - phi1 / g;
            var order = LowersOrderAtEnd && run.Steps < 15 ? Math.Min(Order, run.Steps - i) : Order;
            if (order > 2 && beforePrevious is not null)
            {
                var weights = (alpha * phi2, alpha * (phi2 / g - 0.5));
                var ratios = (hLast / h, hBeforeLast / h);
                x = Combine([(1, x), .. ThirdOrder(denoised, previous!, beforePrevious, ratios, weights)]);
            }
            else if (order > 1 && previous is not null)
            {
                var weight = alpha * (IsHeun ? phi2 : phi1 / 2) * h / hLast;
                x = Combine((1, x), (weight, denoised), (-weight, previous));
            }
            if (Eta > 0 && NoiseScale > 0)
            {
                var deviation = NoiseScale * sigmaNext * Math.Sqrt(-double.ExpM1(-2 * Eta * h));
                x = Combine((1, x), (deviation, run.Noise(sigma, sigmaNext)));
            }
            (previous, beforePrevious, hLast, hBeforeLast) = (denoised, previous, h, hLast);
        }
        return x;
    }

    /// <summary>a D1 - b D2 with the divided differences D1, D2 of the last three estimates, Algorithm 3 of the paper's
    /// appendix.</summary>
    static (double, Tensor)[] ThirdOrder(
        Tensor newest, Tensor middle, Tensor oldest, (double R0, double R1) ratios, (double A, double B) weights)
    {
        var (r0, r1) = ratios;
        // D1 = d0 + (d0 - d1) r0 / sum, D2 = (d0 - d1) / sum, d0 = (newest - middle) / r0, d1 = (middle - oldest) / r1
        var sum = r0 + r1;
        var onFirst = weights.A + (weights.A * r0 - weights.B) / sum;
        var onSecond = -(weights.A * r0 - weights.B) / sum;
        return [(onFirst / r0, newest), (onSecond / r1 - onFirst / r0, middle), (-onSecond / r1, oldest)];
    }
}
