namespace Mezzotint.Contracts.WorkerApi;

/// <summary>A job, or why there is none for this worker.</summary>
/// <param name="Claimed">The job.</param>
/// <param name="Reason">Why there is none.</param>
public sealed record ClaimAnswer(ClaimedJob? Claimed, string? Reason);
