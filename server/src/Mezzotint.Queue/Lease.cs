namespace Mezzotint.Queue;

/// <summary>A worker's right to one job. Every write by a worker names it, and a lost one changes nothing.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Token">The fence: another for every attempt.</param>
public sealed record Lease(Guid JobId, Guid Token);
