using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Mezzotint.Server.Monitoring;

/// <summary>Everything that this process measures, in Prometheus' text format, version 0.0.4.</summary>
sealed class PrometheusText : IDisposable
{
    /// <summary>The meters that are worth an operator's while.</summary>
    public static readonly IReadOnlySet<string> Heard = new HashSet<string>
    {
        Meters.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql",
    };

    readonly ConcurrentDictionary<string, MetricFamily> _families = new();
    readonly MeterListener _listener = new();
    readonly Lock _writing = new();

    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!Heard.Contains(instrument.Meter.Name))
                return;
            // Two instruments of one name are one family: their series are told apart by labels.
            var family = new MetricFamily(instrument);
            listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(family.Name, family));
        };
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.Start();
    }

    /// <summary>All figures as they stand.</summary>
    public string Write()
    {
        lock (_writing)
        {
            foreach (var family in _families.Values)
                family.Forget();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
                family.Write(text);
            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    static void Record(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((MetricFamily)family!).Record(value, tags);
}
