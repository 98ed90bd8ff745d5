using System.Diagnostics.Metrics;
using Mezzotint.Queue;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Monitoring;

/// <summary>What the database knows and no server counts: the same whichever server is asked.</summary>
sealed class QueueGauges(Backlog backlog, Workers workers, DataFolder folder) : IDisposable
{
    // Its own, so that its gauges go with it.
    readonly Meter _meter = new(Meters.Name);
    IReadOnlyList<ClassBacklog> _classes = [];
    long _workers;
    bool _isPublished;

    /// <summary>Asks the database now; the gauges show this until the next time.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        _classes = await backlog.OfClassesAsync(cancellation);
        _workers = await workers.CountAliveAsync(cancellation);
        if (Interlocked.Exchange(ref _isPublished, true))
            return;
        _meter.CreateObservableGauge("mezzotint.queue.waiting", () => Of(one => one.WaitingCount), "{job}",
            "Jobs that wait, by speed class");
        _meter.CreateObservableGauge("mezzotint.queue.oldest", () => Of(one => one.OldestSeconds), "s",
            "How long the job waits that waits longest, by speed class");
        _meter.CreateObservableGauge("mezzotint.workers.alive", () => _workers, "{worker}",
            "Workers that were seen lately");
        _meter.CreateObservableGauge("mezzotint.disk.free", () => folder.FreeBytes, "By",
            "Space left for the data folder");
    }

    public void Dispose() => _meter.Dispose();

    IEnumerable<Measurement<double>> Of(Func<ClassBacklog, double> figure) => _classes.Select(one =>
        new Measurement<double>(figure(one), new KeyValuePair<string, object?>("class", one.SpeedClass)));
}
