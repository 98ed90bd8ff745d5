using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Mezzotint.Server.Monitoring;

/// <summary>One instrument as Prometheus sees it: a name, a kind, and a series for each set of labels.</summary>
sealed class MetricFamily
{
    static readonly double[] UsualBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    readonly ConcurrentDictionary<string, MetricSeries> _series = new();
    readonly IReadOnlyList<double> _boundaries;
    readonly string _kind;
    readonly string? _help;
    readonly bool _isAsked;

    public MetricFamily(Instrument instrument)
    {
        var kind = instrument.GetType().Name;
        _kind = kind.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
            : kind.StartsWith("Counter", StringComparison.Ordinal)
                || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? "counter" : "gauge";
        _isAsked = instrument.IsObservable;
        IsObserved = _isAsked || kind.StartsWith("Gauge", StringComparison.Ordinal);
        Name = NameOf(instrument, _kind);
        _help = instrument.Description;
        _boundaries = _kind != "histogram" ? []
            : (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? UsualBoundaries;
    }

    /// <summary>Its name in Prometheus' alphabet, with its unit.</summary>
    public string Name { get; }

    /// <summary>Whether a measurement says where it stands, not what to add.</summary>
    bool IsObserved { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _series.GetOrAdd(Labels(tags), _ => new MetricSeries(_boundaries));
        if (_kind == "histogram")
            series.Record(value);
        else if (IsObserved)
            series.Set(value);
        else
            series.Add(value);
    }

    /// <summary>Forgets what an instrument said that is asked each time: labels it no longer names are gone.</summary>
    public void Forget()
    {
        if (_isAsked)
            _series.Clear();
    }

    public void Write(StringBuilder text)
    {
        if (_series.IsEmpty)
            return;
        if (_help is not null)
            text.Append("# HELP ").Append(Name).Append(' ')
                .Append(_help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace('\n', ' ')).Append('\n');
        text.Append("# TYPE ").Append(Name).Append(' ').Append(_kind).Append('\n');
        foreach (var (labels, series) in _series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            if (_kind == "histogram")
                WriteHistogram(text, labels, series);
            else
                WriteLine(text, Name, labels, series.Value);
    }

    void WriteHistogram(StringBuilder text, string labels, MetricSeries series)
    {
        var (upTo, count, sum) = series.Histogram();
        var before = labels.Length > 0 ? labels + "," : "";
        for (var i = 0; i < upTo.Length; i++)
            WriteLine(text, Name + "_bucket", $"{before}le=\"{Number(_boundaries[i])}\"", upTo[i]);
        WriteLine(text, Name + "_bucket", before + "le=\"+Inf\"", count);
        WriteLine(text, Name + "_sum", labels, sum);
        WriteLine(text, Name + "_count", labels, count);
    }

    static void WriteLine(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    static string Number(double value) => double.IsInfinity(value) ? value > 0 ? "+Inf" : "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            if (text.Length > 0)
                text.Append(',');
            var written = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text.Append(InAlphabet(name)).Append("=\"").Append(written.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('"');
        }
        return text.ToString();
    }

    /// <summary>Dots become underscores; the unit and, for counters, "total" stand at the end.</summary>
    static string NameOf(Instrument instrument, string kind)
    {
        var name = InAlphabet(instrument.Name);
        var unit = instrument.Unit switch { "s" => "_seconds", "ms" => "_milliseconds", "By" => "_bytes", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal))
            name += unit;
        return kind == "counter" ? name + "_total" : name;
    }

    static string InAlphabet(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
