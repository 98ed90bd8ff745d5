using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.WorkerApi;

/// <summary>POST /api/worker/v1/jobs/{id}/heartbeat: the lease is renewed, and the worker hears what to do.</summary>
static class HeartbeatJob
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/worker/v1/jobs/{id:guid}/heartbeat", RunAsync).Require(Scope.Worker)
            .ExcludeFromDescription();

    static async Task<IResult> RunAsync(
        Guid id, Heartbeat beat, [FromServices] Jobs jobs, CancellationToken cancellation)
    {
        var result = await jobs.HeartbeatAsync(new Lease(id, beat.LeaseToken), new JobProgress(beat.Step, beat.Steps),
            ClaimJobs.LeaseSeconds, cancellation);
        return TypedResults.Ok(new HeartbeatAnswer(
            result != HeartbeatResult.LeaseLost, result == HeartbeatResult.CancelAsked));
    }
}
