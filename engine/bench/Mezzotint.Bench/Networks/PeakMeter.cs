using System.Diagnostics;

namespace Mezzotint.Bench.Networks;

/// <summary>Times an evaluation, and adds up what the peak would have computed meanwhile.</summary>
/// <remarks>
/// What a shared machine can do moves within seconds, so the peak is measured anew each second of a long evaluation,
/// between two operations. That time does not count.
/// </remarks>
sealed class PeakMeter
{
    const int Bursts = 5;

    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly Stopwatch _clock = new();
    TimeSpan _processor;
    PeakSample _last = PeakSample.Take();

    /// <summary>What was measured so far.</summary>
    public NetworkSample Sample { get; private set; }

    /// <summary>Time counts from here on.</summary>
    public void Start()
    {
        _processor = Environment.CpuUsage.TotalTime;
        _clock.Restart();
    }

    /// <summary>Measures the peak if it was not for a while; between two operations.</summary>
    public void Pass()
    {
        if (!_clock.IsRunning || _clock.Elapsed < Interval)
            return;
        Add(Bursts);
        Start();
    }

    /// <summary>Time counts no more.</summary>
    public void Stop() => Add(PeakSample.Bursts);

    void Add(int bursts)
    {
        _clock.Stop();
        var (seconds, processor) =
            (_clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - _processor).TotalSeconds);
        var now = PeakSample.Take(bursts);
        var mean = (_last + now) / 2;
        _last = now;
        Sample = new NetworkSample(
            Sample.Seconds + seconds, Sample.ProcessorSeconds + processor, Sample.Possible + seconds * mean.Rate,
            Sample.ProcessorPossible + processor * mean.ProcessorRate);
    }
}
