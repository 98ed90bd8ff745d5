using System.Text.RegularExpressions;
using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Generations;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.WorkerApi;

/// <summary>POST /api/worker/v1/jobs/{id}/failure: an attempt failed; the job waits again or ends, uncharged.</summary>
static partial class FailJob
{
    public static Problem LeaseLost { get; } = new(StatusCodes.Status409Conflict, "lease_lost",
        "The lease of this job is no longer this worker's: drop what there is.");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/worker/v1/jobs/{id:guid}/failure", RunAsync).Require(Scope.Worker)
            .ExcludeFromDescription();

    static async Task<IResult> RunAsync(
        Guid id, JobFailure failure, [FromServices] Settling settling, [FromServices] Jobs jobs,
        CancellationToken cancellation)
    {
        if (!Enum.TryParse<FailureKind>(failure.Kind, ignoreCase: true, out var kind)
            || kind is FailureKind.WorkerLost or FailureKind.TimeLimit)
            return Problem.BadRequest("kind",
                $"There is no kind '{failure.Kind}': choose retryable, permanent or outOfMemory.");
        if (!CodeForm().IsMatch(failure.Code))
            return Problem.BadRequest("code",
                $"'{failure.Code}' is no code: it has 1 to 40 small letters, digits and underscores.");
        var settlement = await settling.RunAsync(
            transaction => jobs.FailAsync(transaction, new Lease(id, failure.LeaseToken),
                new Failure(kind, failure.Detail, Code: failure.Code), cancellation),
            cancellation);
        return settlement.Outcome == SettleOutcome.LeaseLost ? LeaseLost : TypedResults.NoContent();
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$")]
    private static partial Regex CodeForm();
}
