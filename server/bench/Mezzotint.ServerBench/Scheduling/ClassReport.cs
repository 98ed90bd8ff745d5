namespace Mezzotint.ServerBench.Scheduling;

/// <summary>How the workspaces of one plan fared.</summary>
sealed class ClassReport
{
    readonly List<double> _waits;

    /// <param name="name">The plan's name.</param>
    /// <param name="waits">Seconds that each job waited.</param>
    /// <param name="backlogged">Engine seconds that each workspace got that had jobs waiting all through the busy
    /// hour.</param>
    public ClassReport(string name, List<double> waits, List<double> backlogged)
    {
        (Name, _waits) = (name, waits);
        _waits.Sort();
        Backlogged = backlogged.Count;
        var sum = backlogged.Sum();
        Fairness = backlogged.Count == 0 ? null : sum * sum / (backlogged.Count * backlogged.Sum(x => x * x));
    }

    public string Name { get; }

    public int Jobs => _waits.Count;

    /// <summary>Workspaces that the fairness is among.</summary>
    public int Backlogged { get; }

    /// <summary>Jain's index, (sum x)^2 / (n sum x^2): 1 where all got the same, 1 / n where one got all.</summary>
    public double? Fairness { get; }

    /// <summary>The wait that so large a share of the jobs did not exceed, in seconds.</summary>
    public double Wait(double share) =>
        _waits.Count == 0 ? 0 : _waits[(int)Math.Min(_waits.Count - 1, share * _waits.Count)];
}
