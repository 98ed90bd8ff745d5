namespace Mezzotint.Contracts.WorkerApi;

/// <summary>The body of POST /api/worker/v1/jobs/{id}/heartbeat: the lease is renewed.</summary>
/// <param name="LeaseToken">The lease.</param>
/// <param name="Step">Sampler steps done.</param>
/// <param name="Steps">Sampler steps in all.</param>
public sealed record Heartbeat(Guid LeaseToken, int Step, int Steps);
