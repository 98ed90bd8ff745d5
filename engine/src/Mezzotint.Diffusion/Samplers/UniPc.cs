using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>UniPC, a predictor-corrector from past estimates, Zhao et al. 2023 (arXiv:2302.04867), Algorithms 5 to 8,
/// data prediction.</summary>
/// <remarks>
/// One denoiser call a step: the estimate at a predicted latent first corrects that latent (UniC), then predicts the
/// next (UniP). In x / alpha both read x' = (sigma'/sigma) x - (e^-h - 1) D_0 - B sum_k rho_k (D_k - D_0) / r_k, where
/// the rho solve sum_k rho_k r_k^(n-1) = b_n. The order is lowered at both ends; the step to sigma 0 takes the denoised
/// estimate.
/// </remarks>
public sealed class UniPc : Sampler
{
    /// <summary>Estimates used, 1 to 3.</summary>
    public int Order { get; init; } = 3;

    /// <summary>Whether B(h) is e^-h - 1, the paper's B2, better with few steps, or -h, its B1.</summary>
    public bool IsB2 { get; init; } = true;

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        var past = new List<(double Lambda, Tensor Denoised)>(); // newest first
        var (corrected, order) = (x, 0);
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1];
            var denoised = run.DenoiseStep(i, x, sigma);
            if (sigmaNext == 0)
                return denoised;
            if (i > 0)
                corrected = Step(corrected, past, order, -Math.Log(sigma), denoised);
            past.Insert(0, (-Math.Log(sigma), denoised));
            if (past.Count > Order)
                past.RemoveAt(Order);
            order = Math.Min(past.Count, run.Steps - i);
            x = Step(corrected, past, order, -Math.Log(sigmaNext), null);
        }
        return x;
    }

    /// <summary>UniP, or, with the estimate at the step's end, UniC.</summary>
    Tensor Step(Tensor x, List<(double Lambda, Tensor Denoised)> past, int order, double lambdaNext,
        Tensor? denoisedNext)
    {
        var (lambda, newest) = past[0];
        var h = lambdaNext - lambda;
        double decay = Math.Exp(-h), b = IsB2 ? double.ExpM1(-h) : -h;
        var ratios = Enumerable.Range(1, order - 1).Select(k => (past[k].Lambda - lambda) / h).ToList();
        if (denoisedNext is not null)
            ratios.Add(1);
        var weights = Weights(ratios, -h, b);
        var terms = new List<(double, Tensor)> { (decay, x) };
        var onNewest = 1 - decay;
        for (var k = 0; k < ratios.Count; k++)
        {
            var weight = -b * weights[k] / ratios[k];
            terms.Add((weight, k < order - 1 ? past[k + 1].Denoised : denoisedNext!));
            onNewest -= weight;
        }
        terms.Add((onNewest, newest));
        return Combine([.. terms]);
    }

    /// <summary>Solves sum_k rho_k r_k^(n-1) = b_n, where b_n = n! phi_(n+1)(-h) (-h) / B, n = 1 to the number of
    /// ratios.</summary>
    static double[] Weights(List<double> ratios, double hh, double b)
    {
        var count = ratios.Count;
        if (count == 1)
            return [0.5]; // the paper's simplification: exact to the order of the step
        var matrix = new double[count, count + 1];
        double phi = double.ExpM1(hh) / hh - 1, factorial = 1;
        for (var n = 0; n < count; n++)
        {
            for (var k = 0; k < count; k++)
                matrix[n, k] = Math.Pow(ratios[k], n);
            matrix[n, count] = phi * factorial / b;
            factorial *= n + 2;
            phi = phi / hh - 1 / factorial;
        }
        return LinearSystem.Solve(matrix);
    }
}
