namespace Mezzotint.Queue;

/// <summary>How fast the queue moves for a model.</summary>
/// <param name="JobSeconds">
/// Mean time of the jobs that ended last, of this model or else of any; null where none ended in a day.
/// </param>
/// <param name="WorkerCount">Workers that are alive and can run it.</param>
/// <param name="RunningCount">Jobs that run now, of any model.</param>
public sealed record QueuePace(double? JobSeconds, int WorkerCount, int RunningCount);
