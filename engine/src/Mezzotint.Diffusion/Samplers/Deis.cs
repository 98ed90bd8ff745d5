using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Diffusion exponential integrator, Zhang and Chen 2022 (arXiv:2204.13902), Algorithm 1: noise estimates
/// extrapolated by a polynomial.</summary>
/// <remarks>
/// x' = x + sum_j e_j int l_j(t(sigma)) dsigma over the step, e = (x - D) / sigma the noise estimates. The polynomials
/// l_j are in the time t of a variance-preserving SDE (tAB-DEIS, section 3.3), or in log sigma. One denoiser call a
/// step; a step to sigma 0 is Euler's.
/// </remarks>
public sealed class Deis : Sampler
{
    /// <summary>Points of the left-over sum that integrates l_j, as many as the authors take.</summary>
    const int QuadraturePoints = 10000;

    /// <summary>beta(t) = BetaMin + BetaSlope t of an SDE with sigma(1e-3) = 0.002 and sigma(1) = 80.</summary>
    static readonly double BetaSlope = 2 * (Math.Log(0.002 * 0.002 + 1) / 1e-3 - Math.Log(80 * 80 + 1)) / (1e-3 - 1);
    static readonly double BetaMin = Math.Log(80 * 80 + 1) - BetaSlope / 2;

    /// <summary>Noise estimates used, 1 to 4; at most 3 in log sigma.</summary>
    public int Order { get; init; } = 3;

    /// <summary>Whether the polynomials are in log sigma.</summary>
    public bool IsLogSigma { get; init; }

    /// <summary>Whether, in log sigma and below 15 steps, the last step is Euler's and the one before of second
    /// order.</summary>
    public bool LowersOrderAtEnd { get; init; }

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        var past = new List<Tensor>(); // newest first
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1];
            past.Insert(0, Slope(x, run.DenoiseStep(i, x, sigma), sigma));
            if (past.Count > Order)
                past.RemoveAt(Order);
            var order = sigmaNext == 0 ? 1 : past.Count;
            if (LowersOrderAtEnd && run.Steps < 15)
                order = Math.Min(order, run.Steps - i);
            var nodes = Enumerable.Range(0, order).Select(k => (double)run.Sigmas[i - k]).ToArray();
            var weights = order == 1 ? [sigmaNext - sigma]
                : IsLogSigma ? LogSigmaWeights(nodes, sigmaNext) : TimeWeights(nodes, sigmaNext);
            x = Combine([(1, x), .. weights.Select((weight, k) => (weight, past[k]))]);
        }
        return x;
    }

    /// <summary>int l_j(t) (dsigma/dt) dt by a sum of equal weights, both ends included.</summary>
    static double[] TimeWeights(double[] nodes, double sigmaNext)
    {
        var times = Array.ConvertAll(nodes, Time);
        double start = times[0], span = Time(sigmaNext) - start;
        var weights = new double[nodes.Length];
        for (var k = 0; k < QuadraturePoints; k++)
        {
            var t = start + span * k / (QuadraturePoints - 1);
            var alpha = Math.Exp(-t * t * BetaSlope / 2 - t * BetaMin);
            var growth = (t * BetaSlope + BetaMin) / (2 * Math.Sqrt(alpha * (1 - alpha))); // dsigma/dt
            for (var j = 0; j < weights.Length; j++)
                weights[j] += growth * Lagrange.Value(times, j, t) * span / QuadraturePoints;
        }
        return weights;
    }

    /// <summary>t with sigma^2 + 1 = e^(BetaSlope t^2 / 2 + BetaMin t).</summary>
    static double Time(double sigma) =>
        (Math.Sqrt(BetaMin * BetaMin + 2 * BetaSlope * Math.Log(sigma * sigma + 1)) - BetaMin) / BetaSlope;

    /// <summary>int l_j(log sigma) dsigma = sigma_0 int l_j(v) e^v dv with v = log(sigma / sigma_0), from the moments
    /// of e^v.</summary>
    static double[] LogSigmaWeights(double[] nodes, double sigmaNext)
    {
        var v = Array.ConvertAll(nodes, node => Math.Log(node / nodes[0]));
        var end = Math.Log(sigmaNext / nodes[0]);
        var moments = new double[3]; // int v^n e^v dv from 0 to end
        moments[0] = double.ExpM1(end);
        for (var n = 1; n < moments.Length; n++)
            moments[n] = Math.Pow(end, n) * Math.Exp(end) - n * moments[n - 1];
        var weights = new double[nodes.Length];
        for (var j = 0; j < nodes.Length; j++)
        {
            double constant = 1, linear = 0, square = 0, divisor = 1; // of prod_{k != j} (v - v_k)
            for (var k = 0; k < nodes.Length; k++)
            {
                if (k == j)
                    continue;
                (constant, linear, square) = (-v[k] * constant, constant - v[k] * linear, linear - v[k] * square);
                divisor *= v[j] - v[k];
            }
            weights[j] = nodes[0] * (constant * moments[0] + linear * moments[1] + square * moments[2]) / divisor;
        }
        return weights;
    }
}
