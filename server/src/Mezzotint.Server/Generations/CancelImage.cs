using Mezzotint.Contracts.Generations;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Generations;

/// <summary>DELETE /api/v1/generations/{id}/images/{imageId}: the same for one picture; the others go on.</summary>
static class CancelImage
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/generations/{id:guid}/images/{imageId:guid}", RunAsync).Require(Scope.Generate)
            .Produces<Generation>().WithTags("Generations").WithSummary("Cancel one picture of a generation")
            .WithDescription("What is completed stays as it is; DELETE /api/v1/images/{id} deletes it.");

    static async Task<IResult> RunAsync(
        Guid id, Guid imageId, HttpContext context, [FromServices] Cancelling cancelling,
        [FromServices] Generations generations)
    {
        var (cancellation, workspace) = (context.RequestAborted, context.Caller().WorkspaceId);
        if (await generations.ReadAsync(workspace, id, cancellation) is not { } generation)
            return Problem.NotFound("generation");
        if (generation.Images.All(image => image.Id != imageId))
            return Problem.NotFound("image of the generation");
        await cancelling.RunAsync(id, imageId, cancellation);
        return TypedResults.Ok(await generations.ReadAsync(workspace, id, cancellation));
    }
}
