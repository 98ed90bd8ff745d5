namespace Mezzotint.Contracts.WorkerApi;

/// <summary>The body of POST /api/worker/v1/jobs/{id}/failure.</summary>
/// <param name="LeaseToken">The lease.</param>
/// <param name="Kind">retryable, permanent or outOfMemory.</param>
/// <param name="Code">A stable word.</param>
/// <param name="Detail">A sentence for the owner of the picture.</param>
public sealed record JobFailure(Guid LeaseToken, string Kind, string Code, string Detail);
