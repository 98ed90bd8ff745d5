using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Improved PNDM: Adams-Bashforth with the coefficients of equal steps, Zhang and Chen 2022
/// (arXiv:2204.13902), eq. 16.</summary>
/// <remarks>One denoiser call a step. The step to sigma 0 takes the denoised estimate.</remarks>
public sealed class Ipndm : Sampler
{
    /// <summary>Coefficients of the newest slope first, by order.</summary>
    internal static readonly double[][] AdamsBashforth =
        [[1], [3 / 2d, -1 / 2d], [23 / 12d, -16 / 12d, 5 / 12d], [55 / 24d, -59 / 24d, 37 / 24d, -9 / 24d]];

    /// <summary>Slopes used, 1 to 4.</summary>
    public int Order { get; init; } = 4;

    /// <summary>Whether the coefficients account for unequal steps, as in the variant IPNDM_V.</summary>
    public bool IsVariable { get; init; }

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        var slopes = new List<Tensor>(); // newest first
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1];
            var denoised = run.DenoiseStep(i, x, sigma);
            if (sigmaNext == 0)
                return denoised;
            slopes.Insert(0, Slope(x, denoised, sigma));
            if (slopes.Count > Order)
                slopes.RemoveAt(Order);
            var weights = IsVariable ? VariableWeights(run.Sigmas, i, slopes.Count) : AdamsBashforth[slopes.Count - 1];
            x = Combine([(1, x), .. slopes.Select((slope, k) => ((sigmaNext - sigma) * weights[k], slope))]);
        }
        return x;
    }

    /// <summary>Weights for unequal steps h0 (to come), h1, h2, h3 (past), as the authors' diff-sampler computes
    /// them.</summary>
    /// <remarks>
    /// Its third-order term differs from the Adams-Bashforth one in a parenthesis, 1 - a b for (1 - a) b; what users
    /// know by this name has it, so it stays.
    /// </remarks>
    static double[] VariableWeights(IReadOnlyList<float> sigmas, int i, int order)
    {
        double H(int k) => (double)sigmas[i + 1 - k] - sigmas[i - k];
        if (order == 1)
            return [1];
        double h0 = H(0), h1 = H(1), ratio = h0 / h1;
        if (order == 2)
            return [1 + ratio / 2, -ratio / 2];
        double h2 = H(2), past2 = h1 + h2, past12 = h1 / h2;
        double a = h0 / (3 * (h0 + h1)), second = (1 - a * (h0 * (h0 + h1)) / (h1 * past2)) / 2;
        if (order == 3)
            return [1 + ratio / 2 + second, -ratio / 2 - (1 + past12) * second, second * past12];
        double h3 = H(3), past3 = past2 + h3, cross = h1 * past2 / (h2 * (h2 + h3)), ahead = h0 + h1 + h2;
        var third = ((1 - a) / 2 + (1 - h0 / (2 * (h0 + h1))) * h0 / (6 * ahead))
            * (h0 * (h0 + h1) * ahead) / (h1 * past2 * past3);
        return
        [
            1 + ratio / 2 + second + third,
            -ratio / 2 - (1 + past12) * second - (1 + past12 + cross) * third,
            second * past12 + (past12 + cross * (1 + h2 / h3)) * third,
            -third * cross * past12,
        ];
    }
}
