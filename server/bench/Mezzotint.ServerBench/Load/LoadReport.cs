namespace Mezzotint.ServerBench.Load;

/// <summary>What some clients saw who asked again and again.</summary>
sealed class LoadReport
{
    const double WarmSliceSeconds = 3;
    const int WarmSlicesMax = 20;

    /// <summary>A rate that is not this much above the best before has not grown.</summary>
    const double Growth = 1.05;

    readonly List<double> _milliseconds;

    LoadReport(List<double> milliseconds, double seconds)
    {
        (_milliseconds, Rate) = (milliseconds, milliseconds.Count / seconds);
        _milliseconds.Sort();
    }

    /// <summary>Calls a second, of all clients together.</summary>
    public double Rate { get; }

    /// <summary>Calls that were made.</summary>
    public int Count => _milliseconds.Count;

    /// <summary>Calls without counting until the rate grows no more in three slices of three seconds, at most a minute.
    /// </summary>
    /// <remarks>
    /// A server that has just started compiles its busy methods a second and a third time beside its work: in the first
    /// ten seconds that is a third of the processor time that a call takes.
    /// </remarks>
    public static async Task WarmAsync(int clients, Func<int, Task<double>> call)
    {
        var (best, standing) = (0.0, 0);
        for (var slice = 0; slice < WarmSlicesMax && standing < 3; slice++)
        {
            var rate = (await DriveAsync(clients, WarmSliceSeconds, call)).Rate;
            standing = rate > best * Growth ? 0 : standing + 1;
            best = Math.Max(best, rate);
        }
    }

    /// <summary>Lets clients call at the same time, each again as soon as it has its answer.</summary>
    /// <param name="clients">How many.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="call">One call of a client, by its number; gives the milliseconds that count.</param>
    public static async Task<LoadReport> DriveAsync(int clients, double seconds, Func<int, Task<double>> call)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var own = new List<double>();
            while (clock.Elapsed.TotalSeconds < seconds)
                own.Add(await call(client));
            return own;
        })));
        return new LoadReport([.. all.SelectMany(own => own)], clock.Elapsed.TotalSeconds);
    }

    /// <summary>The milliseconds that so large a share of the calls did not exceed.</summary>
    public double Within(double share) => _milliseconds.Count == 0 ? 0
        : _milliseconds[(int)Math.Min(_milliseconds.Count - 1, share * _milliseconds.Count)];

    public override string ToString() =>
        $"{Rate,9:0} a second {Within(0.5),8:0.0} {Within(0.95),8:0.0} {Within(0.99),8:0.0}";
}
