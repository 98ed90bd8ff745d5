namespace Mezzotint.Contracts.WorkerApi;

/// <summary>The body of POST /api/worker/v1/claims: a worker asks for a job.</summary>
/// <param name="WorkerId">Who asks.</param>
/// <param name="LoadedModels">Keys of the models that it has in memory.</param>
/// <param name="WaitSeconds">How long the answer may wait for a job, 0 to 60.</param>
public sealed record ClaimRequest(Guid WorkerId, IReadOnlyList<string> LoadedModels, int WaitSeconds);
