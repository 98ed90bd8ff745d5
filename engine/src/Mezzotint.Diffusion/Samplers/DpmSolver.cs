using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>The single steps of DPM-Solver, Lu et al. 2022 (arXiv:2206.00927), Algorithms 3 to 5: noise prediction in t
/// = -log sigma.</summary>
/// <param name="run">Whose denoiser is asked.</param>
/// <param name="x">The latents at the start of the step.</param>
/// <param name="time">t at the start.</param>
/// <param name="denoised">The estimate there.</param>
sealed class DpmSolver(SamplingRun run, Tensor x, double time, Tensor denoised)
{
    readonly Tensor _noise = Slope(x, denoised, Math.Exp(-time));
    Tensor? _innerNoise;

    /// <summary>DPM-Solver-1: x' = x - sigma' (e^h - 1) e.</summary>
    public Tensor First(double next) => Combine((1, x), (-Math.Exp(-next) * double.ExpM1(next - time), _noise));

    /// <summary>DPM-Solver-2 with its inner stage at the share <paramref name="r"/> of the step.</summary>
    public Tensor Second(double next, double r = 0.5)
    {
        var factor = Math.Exp(-next) * double.ExpM1(next - time);
        var inner = InnerNoise(next, r);
        return Combine((1, x), (factor * (1 / (2 * r) - 1), _noise), (-factor / (2 * r), inner));
    }

    /// <summary>DPM-Solver-3 with inner stages at a third and two thirds of the step.</summary>
    public Tensor Third(double next)
    {
        const double r1 = 1 / 3d, r2 = 2 / 3d;
        double h = next - time, rh = r2 * h, sigma2 = Math.Exp(-time - rh), sigmaNext = Math.Exp(-next);
        var inner = InnerNoise(next, r1);
        var onDifference = sigma2 * (r2 / r1) * (double.ExpM1(rh) / rh - 1);
        var x2 = Combine((1, x), (onDifference - sigma2 * double.ExpM1(rh), _noise), (-onDifference, inner));
        var noise2 = Slope(x2, run.Denoise(x2, sigma2), sigma2);
        var onSecond = sigmaNext / r2 * (double.ExpM1(h) / h - 1);
        return Combine((1, x), (onSecond - sigmaNext * double.ExpM1(h), _noise), (-onSecond, noise2));
    }

    /// <summary>The noise estimate at the first inner stage; asked for once, as orders 2 and 3 of one step share
    /// it.</summary>
    Tensor InnerNoise(double next, double r)
    {
        if (_innerNoise is not null)
            return _innerNoise;
        double rh = r * (next - time), sigma = Math.Exp(-time - rh);
        var inner = Combine((1, x), (-sigma * double.ExpM1(rh), _noise));
        return _innerNoise = Slope(inner, run.Denoise(inner, sigma), sigma);
    }
}
