using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
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
        RegisterWorker worker, [FromServices] Workers workers, CancellationToken cancellation) =>
        await workers.RegisterAsync(
            Session(worker), worker.Name, Abilities(worker, []), cancellation) == RegisterResult.Registered
            ? TypedResults.NoContent()
            : new Problem(StatusCodes.Status409Conflict, "worker_already_alive",
                $"Another process already works as '{worker.Name}': stop it, or use another name.");

    public static WorkerSession Session(RegisterWorker worker) => new(worker.WorkerId, worker.SessionId);

    public static WorkerAbilities Abilities(RegisterWorker worker, IReadOnlyList<string> loaded) =>
        new(loaded, worker.Models, worker.MemoryBytes);
}
