namespace Mezzotint.Contracts.WorkerApi;

/// <summary>The body of POST /api/worker/v1/workers: a worker says that it is there.</summary>
/// <param name="WorkerId">Its identity: one process at a time.</param>
/// <param name="Name">What an operator calls it.</param>
/// <param name="Models">Keys of the models that it can run.</param>
/// <param name="MemoryBytes">Memory that it may use for models.</param>
public sealed record RegisterWorker(Guid WorkerId, string Name, IReadOnlyList<string> Models, long MemoryBytes);
