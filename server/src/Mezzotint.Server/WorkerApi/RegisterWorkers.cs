using Mezzotint.Catalogue;
using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.WorkerApi;

/// <summary>POST /api/worker/v1/workers: a worker takes its identity.</summary>
static class RegisterWorkers
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/worker/v1/workers", RunAsync).Require(Scope.Worker).ExcludeFromDescription();

    static async Task<IResult> RunAsync(
        RegisterWorker worker, [FromServices] Workers workers, [FromServices] CurrentCatalogue catalogue,
        CancellationToken cancellation) =>
        await workers.RegisterAsync(Session(worker), worker.Name, Abilities(worker, [], catalogue.Value), cancellation)
            == RegisterResult.Registered
            ? TypedResults.NoContent()
            : new Problem(StatusCodes.Status409Conflict, "worker_already_alive",
                $"Another process already works as '{worker.Name}': stop it, or use another name.");

    public static WorkerSession Session(RegisterWorker worker) => new(worker.WorkerId, worker.SessionId);

    /// <summary>
    /// What a worker can do, in the queue's words: workers name checkpoints, jobs the catalogue's models.
    /// </summary>
    public static WorkerAbilities Abilities(
        RegisterWorker worker, IReadOnlyList<string> loaded, OfferCatalogue catalogue)
    {
        return new WorkerAbilities(KeysOf(loaded), KeysOf(worker.Models), worker.MemoryBytes);

        IReadOnlyList<string> KeysOf(IReadOnlyList<string> checkpoints) =>
        [
            .. catalogue.Models.Where(model => checkpoints.Contains(model.Checkpoint ?? model.Key))
                .Select(model => model.Key).Union(checkpoints),
        ];
    }
}
