using System.Diagnostics;

namespace Mezzotint.Bench;

/// <summary>Times of repeated work.</summary>
static class Timing
{
    static readonly TimeSpan Least = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// Seconds of the fastest of many runs, after two that warm up. These machines are shared: what another process
    /// takes away can only lengthen a run, so the shortest one tells most of the program.
    /// </summary>
    public static double Best(Action run)
    {
        run();
        run();
        var best = double.MaxValue;
        var total = Stopwatch.StartNew();
        for (var runs = 0; runs < 5 || total.Elapsed < Least; runs++)
        {
            var clock = Stopwatch.StartNew();
            run();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }
        return best;
    }
}
