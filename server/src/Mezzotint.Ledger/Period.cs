namespace Mezzotint.Ledger;

/// <summary>The time for which a cycle's credits are given, in UTC.</summary>
/// <param name="Start">Its first instant.</param>
/// <param name="End">The first instant after it; null where it has no end.</param>
public readonly record struct Period(DateTimeOffset Start, DateTimeOffset? End)
{
    /// <summary>Period n, counted from 0, of a cycle that began at an anchor.</summary>
    /// <remarks>
    /// Months and years are counted from the anchor, not from the period before: from January 31 they start on
    /// February 28, then on March 31.
    /// </remarks>
    public static Period Of(Cycle cycle, DateTimeOffset anchor, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (cycle == Cycle.Once)
            return n == 0 ? new Period(anchor.ToUniversalTime(), null)
                : throw new ArgumentOutOfRangeException(nameof(n), n, "A cycle of once has one period, number 0.");
        return new Period(StartOf(cycle, anchor, n), StartOf(cycle, anchor, n + 1));
    }

    /// <summary>The period that an instant lies in; null before the anchor.</summary>
    public static Period? At(Cycle cycle, DateTimeOffset anchor, DateTimeOffset instant)
    {
        if (instant < anchor)
            return null;
        if (cycle == Cycle.Once)
            return Of(cycle, anchor, 0);
        // An estimate that is never too large, as no period is longer than this.
        var days = cycle switch { Cycle.Week => 7, Cycle.Month => 31, _ => 366 };
        var n = (int)((instant - anchor).TotalDays / days);
        while (StartOf(cycle, anchor, n + 1) <= instant)
            n++;
        return Of(cycle, anchor, n);
    }

    static DateTimeOffset StartOf(Cycle cycle, DateTimeOffset anchor, int n) => cycle switch
    {
        Cycle.Week => anchor.ToUniversalTime().AddDays(7 * n),
        Cycle.Month => anchor.ToUniversalTime().AddMonths(n),
        Cycle.Year => anchor.ToUniversalTime().AddYears(n),
        _ => throw new ArgumentOutOfRangeException(nameof(cycle), cycle, "This is no cycle that repeats."),
    };
}
