using System.Diagnostics;

namespace Mezzotint.Bench;

/// <summary>Times of repeated work.</summary>
static class Timing
{
    /// <summary>Shorter work is repeated until it takes as long.</summary>
    const double SampleSeconds = 0.004;

    static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1200);

    /// <summary>Seconds of one run.</summary>
    public static double Once(Action run)
    {
        var clock = Stopwatch.StartNew();
        run();
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>
    /// The fastest of many runs in seconds, and the share of a yardstick that runs have. These machines are shared, and
    /// what they can do moves within seconds: each run is compared with the yardstick right before and after it, and
    /// the median of these shares counts.
    /// </summary>
    /// <param name="yardstick">What the machine can do a second, measured now.</param>
    /// <param name="amount">What a run does, in the yardstick's unit.</param>
    /// <param name="run">The work.</param>
    public static (double Seconds, double MedianShare) Against(Func<double> yardstick, double amount, Action run)
    {
        run();
        var repeats = (int)Math.Ceiling(SampleSeconds / Once(run));
        var best = double.MaxValue;
        var shares = new List<double>();
        var total = Stopwatch.StartNew();
        for (var before = yardstick(); shares.Count < 7 || total.Elapsed < Least;)
        {
            var seconds = Once(() =>
            {
                for (var i = 0; i < repeats; i++)
                    run();
            }) / repeats;
            var after = yardstick();
            best = Math.Min(best, seconds);
            shares.Add(amount / seconds / ((before + after) / 2));
            before = after;
        }
        shares.Sort();
        return (best, shares[shares.Count / 2]);
    }
}
