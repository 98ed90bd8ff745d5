namespace Mezzotint.Queue;

/// <summary>One process of a worker.</summary>
/// <param name="WorkerId">The identity, which outlives the process.</param>
/// <param name="SessionId">The process: another at each start.</param>
public sealed record WorkerSession(Guid WorkerId, Guid SessionId);
