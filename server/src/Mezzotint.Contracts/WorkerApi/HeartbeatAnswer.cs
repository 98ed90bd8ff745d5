namespace Mezzotint.Contracts.WorkerApi;

/// <summary>What a worker shall do with its job.</summary>
/// <param name="IsLeaseHeld">Whether the lease still stands; if not, the job is no longer this worker's.</param>
/// <param name="IsCancelled">Whether the job shall be stopped.</param>
public sealed record HeartbeatAnswer(bool IsLeaseHeld, bool IsCancelled);
