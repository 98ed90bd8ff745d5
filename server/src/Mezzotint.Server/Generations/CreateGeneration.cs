using Mezzotint.Contracts.Generations;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.OpenApi;
using Mezzotint.Server.Problems;
using Mezzotint.Server.RateLimits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Generations;

/// <summary>POST /api/v1/generations: checked, paid for and queued, or refused with the reason.</summary>
sealed class CreateGeneration(
    Appraisals appraisals, Acceptance acceptance, Generations generations, WaitForGeneration waiting,
    TimeProvider clock)
{
    const string KeyHeader = "Idempotency-Key";
    const int KeyLengthMax = 255;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/generations",
        (CreateGenerationRequest request, HttpContext context, [FromServices] CreateGeneration slice,
            CancellationToken cancellation) => slice.RunAsync(request, context, cancellation))
        .Require(Scope.Generate).LimitedByPlan()
        .Produces<Generation>().Produces<Generation>(StatusCodes.Status202Accepted)
        .WithHeader("Prefer", "wait=N holds the answer back until it is finished, N seconds (to 60) at most.")
        .WithHeader(KeyHeader, "To 255 characters. Repeats with the same text are one generation, charged once.")
        .WithTags("Generations").WithSummary("Ask for pictures")
        .WithDescription("202: accepted, under way. 200: finished within the time that `Prefer` gives.");

    async Task<IResult> RunAsync(
        CreateGenerationRequest request, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (GenerationWish.Check(request) is { } fault)
            return fault;
        var key = context.Request.Headers[KeyHeader].ToString() is { Length: > 0 } text ? text : null;
        if (key?.Length > KeyLengthMax)
            return Problem.BadRequest(KeyHeader,
                $"The {KeyHeader} has {key.Length} characters, it may have {KeyLengthMax}.");
        // Before any limit: a repeat has passed them.
        if (key is not null && await generations.FindAsync(caller.WorkspaceId, key, cancellation) is { } earlier)
            return await RepeatAsync(context, request, earlier);
        var (appraisal, missing) = await appraisals.OfAsync(request, caller, cancellation);
        if (appraisal is null)
            return missing!;
        if (appraisal.Plan is { } plan)
            PlanRate.Tell(context.Response, plan, appraisal.RequestsLastMinute + (appraisal.Refusals is [] ? 1 : 0),
                appraisal.MinuteSeconds);
        if (appraisal.Refusals is [var first, ..])
            return GenerationRefusal.Answer(first, appraisal.MinuteSeconds, clock.GetUtcNow());
        return await acceptance.RunAsync(request, appraisal, caller, key, cancellation) switch
        {
            AcceptResult.Accepted accepted =>
                await waiting.AnswerAsync(context, caller.WorkspaceId, accepted.Generation),
            AcceptResult.Refused refused => refused.Problem,
            _ => await RepeatAsync(context, request,
                (await generations.FindAsync(caller.WorkspaceId, key!, cancellation))!),
        };
    }

    async Task<IResult> RepeatAsync(HttpContext context, CreateGenerationRequest request, GenerationRow earlier) =>
        earlier.RequestHash.AsSpan().SequenceEqual(Acceptance.HashOf(request))
            ? await waiting.AnswerAsync(context, earlier.WorkspaceId,
                (await generations.ReadAsync(earlier.WorkspaceId, earlier.Id, context.RequestAborted))!)
            : new Problem(StatusCodes.Status409Conflict, "idempotency_conflict",
                $"The {KeyHeader} '{earlier.IdempotencyKey}' was used for another request: use a new one.");
}
