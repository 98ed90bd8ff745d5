using Mezzotint.Contracts.Generations;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Generations;

/// <summary>GET /api/v1/generations/{id}: where it stands.</summary>
static class ReadGeneration
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/generations/{id:guid}", RunAsync).Require(Scope.Read).Produces<Generation>()
            .WithTags("Generations").WithSummary("See where a generation stands");

    static async Task<IResult> RunAsync(
        Guid id, HttpContext context, [FromServices] Generations generations, [FromServices] Placements placements,
        CancellationToken cancellation) =>
        await generations.ReadAsync(context.Caller().WorkspaceId, id, cancellation) is { } generation
            ? TypedResults.Ok(await placements.PlaceAsync(generation, cancellation)) : Problem.NotFound("generation");
}
