using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Generations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.WorkerApi;

/// <summary>DELETE /api/worker/v1/jobs/{id}/lease: a worker that stops hands its job back.</summary>
static class ReleaseJob
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/worker/v1/jobs/{id:guid}/lease", RunAsync).Require(Scope.Worker)
            .ExcludeFromDescription();

    static async Task<IResult> RunAsync(
        Guid id, Guid leaseToken, [FromServices] Settling settling, [FromServices] Jobs jobs,
        CancellationToken cancellation)
    {
        await settling.RunAsync(
            transaction => jobs.ReleaseAsync(transaction, [new Lease(id, leaseToken)], cancellation), cancellation);
        return TypedResults.NoContent();
    }
}
