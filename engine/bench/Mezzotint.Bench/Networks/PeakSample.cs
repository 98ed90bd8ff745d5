using System.Diagnostics;
using Mezzotint.Tensors;

namespace Mezzotint.Bench.Networks;

/// <summary>The multiply-add peak of the engine's threads at one moment, in floating-point operations.</summary>
/// <param name="Rate">A second by the clock, all threads together.</param>
/// <param name="ProcessorRate">A second of one processor.</param>
readonly record struct PeakSample(double Rate, double ProcessorRate)
{
    /// <summary>A quarter of a second together.</summary>
    public const int Bursts = 31;

    /// <summary>Measures: the median of short bursts.</summary>
    public static PeakSample Take(int bursts = Bursts)
    {
        var (start, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var rates = new double[bursts];
        var work = 0.0;
        for (var i = 0; i < bursts; i++)
        {
            var began = clock.Elapsed.TotalSeconds;
            rates[i] = PeakRate.MultiplyAdds(Threads.Count);
            work += rates[i] * (clock.Elapsed.TotalSeconds - began);
        }
        var processor = Environment.CpuUsage.TotalTime - start;
        Array.Sort(rates);
        return new PeakSample(rates[bursts / 2], work / processor.TotalSeconds);
    }

    /// <summary>The sum, for a mean.</summary>
    public static PeakSample operator +(PeakSample a, PeakSample b) =>
        new(a.Rate + b.Rate, a.ProcessorRate + b.ProcessorRate);

    /// <summary>A part, for a mean.</summary>
    public static PeakSample operator /(PeakSample a, double divisor) =>
        new(a.Rate / divisor, a.ProcessorRate / divisor);
}
