using Mezzotint.Contracts.Events;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Generations;
using Mezzotint.Server.OpenApi;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Events;

/// <summary>GET /api/v1/generations/{id}/events: one generation's events, from its first or where one was.</summary>
static class StreamGenerationEvents
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/generations/{id:guid}/events", RunAsync).Require(Scope.Read)
            .Produces<GenerationEvent>(contentType: "text/event-stream").Produces(StatusCodes.Status204NoContent)
            .WithHeader("Last-Event-ID", "The id of the last event that was seen; browsers send it by themselves.")
            .WithTags("Events").WithSummary("Follow a generation")
            .WithDescription("Server-sent events, each with a GenerationEvent as its data, from the first one, or "
                + "after the one that `Last-Event-ID` names. The stream ends when the generation is finished. 204: it "
                + "was, and there is nothing more to tell.");

    static async Task<IResult> RunAsync(
        Guid id, HttpContext context, [FromServices] Generations.Generations generations,
        [FromServices] EventLog events, [FromServices] EventStream stream)
    {
        if (LastEventId.Read(context.Request, out var after) is { } fault)
            return fault;
        var source = new EventSource(context.Caller().WorkspaceId, id);
        if (await generations.ReadAsync(source.WorkspaceId, id, context.RequestAborted) is not { } generation)
            return Problem.NotFound("generation");
        if (GenerationStatus.IsFinal(generation.Status)
            && await events.AfterAsync(source, after ?? 0, 1, context.RequestAborted) is [])
            return TypedResults.NoContent();
        await stream.RunAsync(context, source, after ?? 0);
        return TypedResults.Empty;
    }
}
