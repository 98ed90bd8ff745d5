using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>DPM-Solver-12 or -23 with steps chosen from their error, Lu et al. 2022 (arXiv:2206.00927), Algorithm 6,
/// with a PID controller.</summary>
/// <remarks>
/// Of the run's sigmas only the first and the last that is not 0 count; the number of denoiser calls is the sampler's
/// own choice. The result still holds the noise of the last sigma that is not 0. The controller is Soderlind's (2003,
/// doi:10.1145/641876.641877) with the limiter 1 + atan(factor - 1).
/// </remarks>
public sealed class DpmAdaptive : Sampler
{
    /// <summary>Order of the better of the two solutions compared, 2 or 3.</summary>
    public int Order { get; init; } = 3;

    /// <summary>Error allowed, as a share of the latent.</summary>
    public double RelativeTolerance { get; init; } = 0.05;

    /// <summary>Error always allowed.</summary>
    public double AbsoluteTolerance { get; init; } = 0.0078;

    /// <summary>Length of the first step in log sigma.</summary>
    public double FirstStep { get; init; } = 0.05;

    /// <summary>Coefficients of the controller: proportional, integral, derivative.</summary>
    public (double Proportional, double Integral, double Derivative) Controller { get; init; } = (0, 1, 0);

    /// <summary>A step is taken if the controller would not shrink it below this factor.</summary>
    public double AcceptFactor { get; init; } = 0.81;

    /// <summary>Share of the noise that is fresh, 0 to 1.</summary>
    public double Eta { get; init; }

    /// <summary>Standard deviation of the fresh noise.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        double time = -Math.Log(run.Sigmas[0]), end = -Math.Log(run.Sigmas.Last(s => s > 0)), h = FirstStep;
        var errors = new double[3]; // inverse errors: this step's, and of the last two taken
        var previous = x;
        for (var i = 0; time < end - 1e-5; i++)
        {
            var next = Math.Min(end, time + h);
            var (down, up) = Split(time, next, end, Eta);
            var denoised = run.Denoise(x, Math.Exp(-time));
            run.Report(i, i + 1, Math.Exp(-time), x, denoised);
            var step = new DpmSolver(run, x, time, denoised);
            var (low, high) = Order == 2 ? (step.First(down), step.Second(down))
                : (step.Second(down, 1 / 3d), step.Third(down));

            errors[0] = 1 / (Error(low, high, previous) + 1e-8);
            if (i == 0)
                errors[1] = errors[2] = errors[0];
            var factor = 1 + Math.Atan(Factor(errors) - 1);
            h *= factor;
            if (factor < AcceptFactor)
                continue;
            (errors[2], errors[1]) = (errors[1], errors[0]);
            x = Eta > 0 ? Combine((1, high), (NoiseScale * up, run.Noise(Math.Exp(-time), Math.Exp(-next)))) : high;
            (previous, time) = (low, next);
        }
        return x;
    }

    /// <summary>The time to step to, past the next, and the noise that leads back.</summary>
    internal static (double Down, double Up) Split(double time, double next, double end, double eta)
    {
        if (eta == 0)
            return (next, 0);
        var down = Math.Min(end, -Math.Log(AncestralStep.Between(Math.Exp(-time), Math.Exp(-next), eta).Down));
        return (down, Math.Sqrt(Math.Max(0, Math.Exp(-2 * next) - Math.Exp(-2 * down))));
    }

    double Factor(double[] errors)
    {
        var (p, i, d) = Controller;
        var order = Eta > 0 ? 1.5 : Order;
        return Math.Pow(errors[0], (p + i + d) / order)
            * Math.Pow(errors[1], -(p + 2 * d) / order)
            * Math.Pow(errors[2], d / order);
    }

    /// <summary>Root mean square of (low - high) / max(absolute, relative max(|low|, |previous|)).</summary>
    double Error(Tensor low, Tensor high, Tensor previous)
    {
        ReadOnlySpan<float> a = low.Span, b = high.Span, c = previous.Span;
        var sum = 0d;
        for (var i = 0; i < a.Length; i++)
        {
            var allowed = Math.Max(AbsoluteTolerance, RelativeTolerance * Math.Max(Math.Abs(a[i]), Math.Abs(c[i])));
            sum += (a[i] - b[i]) / allowed * ((a[i] - b[i]) / allowed);
        }
        return Math.Sqrt(sum / a.Length);
    }
}
