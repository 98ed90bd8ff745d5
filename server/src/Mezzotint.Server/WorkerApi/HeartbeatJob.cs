using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Events;
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
        Guid id, Heartbeat beat, [FromServices] Jobs jobs, [FromServices] Wakes wakes, CancellationToken cancellation)
    {
        var renewal = await jobs.HeartbeatAsync(new Lease(id, beat.LeaseToken),
            new JobProgress(beat.Step, beat.Steps), ClaimJobs.LeaseSeconds, cancellation);
        if (renewal.Result != HeartbeatResult.LeaseLost)
            wakes.Wake(Topic.Progress(renewal.GenerationId), Topic.Progress(renewal.WorkspaceId));
        return TypedResults.Ok(new HeartbeatAnswer(
            renewal.Result != HeartbeatResult.LeaseLost, renewal.Result == HeartbeatResult.CancelAsked));
    }
}
