namespace Mezzotint.Bench;

/// <summary>One line of a table of measurements.</summary>
/// <param name="Name">What was run, with its shape.</param>
/// <param name="Threads">Threads it ran on.</param>
/// <param name="Seconds">The fastest of many runs.</param>
/// <param name="Rate">Billions a second of <paramref name="Unit"/>.</param>
/// <param name="Unit">GFLOP/s or GB/s.</param>
/// <param name="Share">Of the machine's own peak on as many threads, measured right before and after each run, 0..1
/// (and more, where work was saved): the median of the runs.</param>
public sealed record BenchResult(string Name, int Threads, double Seconds, double Rate, string Unit, double Share);
