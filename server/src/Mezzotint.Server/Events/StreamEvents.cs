using Mezzotint.Contracts.Events;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Events;

/// <summary>GET /api/v1/events: all of a workspace's events, from now or where one was.</summary>
static class StreamEvents
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/events", RunAsync).Require(Scope.Read)
            .Produces<GenerationEvent>(contentType: "text/event-stream")
            .WithHeader("Last-Event-ID", "The id of the last event that was seen; browsers send it by themselves.")
            .WithTags("Events").WithSummary("Follow the workspace")
            .WithDescription("Server-sent events, each with a GenerationEvent as its data: those to come, or all after "
                + "the one that `Last-Event-ID` names, 3 days back at most.");

    static async Task<IResult> RunAsync(
        HttpContext context, [FromServices] EventLog events, [FromServices] EventStream stream)
    {
        if (LastEventId.Read(context.Request, out var after) is { } fault)
            return fault;
        var source = new EventSource(context.Caller().WorkspaceId, null);
        await stream.RunAsync(context, source,
            after ?? await events.LastAsync(source.WorkspaceId, context.RequestAborted));
        return TypedResults.Empty;
    }
}
