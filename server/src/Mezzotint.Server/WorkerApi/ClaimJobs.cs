using System.Diagnostics;
using System.Text.Json;
using Mezzotint.Contracts.Jobs;
using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Events;
using Mezzotint.Server.Generations;
using Mezzotint.Server.Monitoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.WorkerApi;

/// <summary>POST /api/worker/v1/claims: the next job for a worker; the answer waits until there is one.</summary>
static class ClaimJobs
{
    public const int LeaseSeconds = 30;

    const int WaitSecondsMax = 60;

    static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/worker/v1/claims", RunAsync).Require(Scope.Worker).ExcludeFromDescription();

    static async Task<IResult> RunAsync(
        Contracts.WorkerApi.ClaimRequest request, [FromServices] Starting starting, [FromServices] Wakes wakes,
        [FromServices] CurrentCatalogue catalogue, CancellationToken cancellation)
    {
        var claim = new Queue.ClaimRequest(RegisterWorkers.Session(request.Worker),
            RegisterWorkers.Abilities(request.Worker, request.LoadedModels, catalogue.Value), LeaseSeconds);
        var wait = TimeSpan.FromSeconds(Math.Clamp(request.WaitSeconds, 0, WaitSecondsMax));
        var started = Stopwatch.GetTimestamp();
        using var listener = wakes.Listen(Topic.Jobs);
        while (true)
        {
            var result = await starting.ClaimAsync(claim, cancellation);
            if (result.Jobs is [var job, ..])
            {
                Meters.Claimed("given");
                return TypedResults.Ok(new ClaimAnswer(new Contracts.WorkerApi.ClaimedJob(
                    job.JobId, job.LeaseToken, LeaseSeconds,
                    JsonSerializer.Deserialize<ImageJob>(job.Payload, JsonSerializerOptions.Web)!), null));
            }
            var left = wait - Stopwatch.GetElapsedTime(started);
            if (result.Nothing == NothingReason.NotRegistered || left <= TimeSpan.Zero || wakes.IsStopping)
            {
                Meters.Claimed(result.Nothing.ToString()!);
                return TypedResults.Ok(new ClaimAnswer(null, result.Nothing.ToString()));
            }
            await listener.WaitAsync(left < BetweenLooks ? left : BetweenLooks, cancellation);
        }
    }
}
