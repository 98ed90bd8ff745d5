using Mezzotint.Contracts.Jobs;

namespace Mezzotint.Contracts.WorkerApi;

/// <summary>A job that a worker has the lease of.</summary>
/// <param name="JobId">The job.</param>
/// <param name="LeaseToken">Proves the lease: every word about the job carries it.</param>
/// <param name="LeaseSeconds">How long it lasts unless it is renewed.</param>
/// <param name="Job">What to do.</param>
public sealed record ClaimedJob(Guid JobId, Guid LeaseToken, int LeaseSeconds, ImageJob Job);
