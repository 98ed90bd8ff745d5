using Mezzotint.Contracts.Generations;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Generations;

/// <summary>DELETE /api/v1/generations/{id}: what waits is cancelled at once, what runs at its next step.</summary>
static class CancelGeneration
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/generations/{id:guid}", RunAsync).Require(Scope.Generate).Produces<Generation>()
            .WithTags("Generations").WithSummary("Cancel a generation");

    static async Task<IResult> RunAsync(
        Guid id, HttpContext context, [FromServices] Cancelling cancelling, [FromServices] Generations generations)
    {
        var (cancellation, workspace) = (context.RequestAborted, context.Caller().WorkspaceId);
        if (await generations.ReadAsync(workspace, id, cancellation) is null)
            return Problem.NotFound("generation");
        await cancelling.RunAsync(id, cancellation);
        return TypedResults.Ok(await generations.ReadAsync(workspace, id, cancellation));
    }
}
