namespace Mezzotint.Server.Monitoring;

/// <summary>The figures of one instrument under one set of labels.</summary>
sealed class MetricSeries(IReadOnlyList<double> boundaries)
{
    readonly Lock _gate = new();
    readonly long[] _buckets = new long[boundaries.Count];
    double _sum;
    long _count;

    /// <summary>The sum of what was counted, or the last value of a gauge.</summary>
    public double Value
    {
        get
        {
            lock (_gate)
                return _sum;
        }
    }

    /// <summary>Counts on.</summary>
    public void Add(double value)
    {
        lock (_gate)
            _sum += value;
    }

    /// <summary>Takes what an instrument says it stands at.</summary>
    public void Set(double value)
    {
        lock (_gate)
            _sum = value;
    }

    /// <summary>Files a value into its bucket.</summary>
    public void Record(double value)
    {
        lock (_gate)
        {
            _sum += value;
            _count++;
            for (var i = 0; i < _buckets.Length; i++)
                if (value <= boundaries[i])
                {
                    _buckets[i]++;
                    break;
                }
        }
    }

    /// <summary>Values up to each boundary, all values, and their sum.</summary>
    public (long[] UpTo, long Count, double Sum) Histogram()
    {
        lock (_gate)
        {
            var upTo = new long[_buckets.Length];
            for (long i = 0, sum = 0; i < upTo.Length; i++)
                upTo[i] = sum += _buckets[i];
            return (upTo, _count, _sum);
        }
    }
}
