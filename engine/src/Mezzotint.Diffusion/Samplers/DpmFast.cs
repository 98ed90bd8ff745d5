using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>DPM-Solver-fast, Lu et al. 2022 (arXiv:2206.00927), section 3.4: steps of third order, equal in log sigma,
/// for a given number of calls.</summary>
/// <remarks>
/// Of the run's sigmas only the first, the last that is not 0 and their number count: as many denoiser calls as the run
/// has steps. The result still holds the noise of the last sigma that is not 0.
/// </remarks>
public sealed class DpmFast : Sampler
{
    /// <summary>Share of the noise that is fresh, 0 to 1.</summary>
    public double Eta { get; init; }

    /// <summary>Standard deviation of the fresh noise.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        double start = -Math.Log(run.Sigmas[0]), end = -Math.Log(run.Sigmas.Last(s => s > 0));
        var intervals = Intervals(run.Steps);
        for (var i = 0; i < intervals; i++)
        {
            double time = start + (end - start) * i / intervals, next = start + (end - start) * (i + 1) / intervals;
            var denoised = run.DenoiseStep(i, x, Math.Exp(-time));
            var (down, up) = DpmAdaptive.Split(time, next, end, Eta);
            var step = new DpmSolver(run, x, time, denoised);
            x = OrderOf(i, run.Steps) switch { 1 => step.First(down), 2 => step.Second(down), _ => step.Third(down) };
            if (Eta > 0)
                x = Combine((1, x), (NoiseScale * up, run.Noise(Math.Exp(-time), Math.Exp(-next))));
        }
        return x;
    }

    /// <summary>A third of the calls, rounded up or with one more for the lowered end: 3 3 ... 2 1, or 3 3 ... and the
    /// rest.</summary>
    static int Intervals(int calls) => calls / 3 + 1;

    static int OrderOf(int interval, int calls)
    {
        var last = Intervals(calls) - 1;
        return calls % 3 == 0
            ? interval == last ? 1 : interval == last - 1 ? 2 : 3
            : interval == last ? calls % 3 : 3;
    }
}
