namespace Mezzotint.Bench;

/// <summary>One line of a table of measurements.</summary>
/// <param name="Name">What was run, with its shape.</param>
/// <param name="Threads">Threads it ran on.</param>
/// <param name="Seconds">The fastest of many runs.</param>
/// <param name="Rate">Billions a second of <paramref name="Unit"/>.</param>
/// <param name="Unit">GFLOP/s or GB/s.</param>
/// <param name="BestShare">That rate over the best that the machine's own yardstick gave in the whole run on as many
/// threads, 0..1 (and more, where work was saved): what the kernel does when nothing disturbs it.</param>
/// <param name="MedianShare">The median, over the runs, of each run's rate over the yardstick's right before and after
/// it: what it does among what else the machine is busy with.</param>
public sealed record BenchResult(
    string Name, int Threads, double Seconds, double Rate, string Unit, double BestShare, double MedianShare);
