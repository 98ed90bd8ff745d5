using Mezzotint.Contracts.Generations;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Generations;

/// <summary>DELETE /api/v1/generations/{id}/images/{imageId}: the same for one picture; the others go on.</summary>
sealed class CancelImage(Settling settling, Jobs jobs, Backlog backlog, Generations generations)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/generations/{id:guid}/images/{imageId:guid}",
            (Guid id, Guid imageId, HttpContext context, [FromServices] CancelImage slice) =>
                slice.RunAsync(id, imageId, context))
            .Require(Scope.Generate).Produces<Generation>().WithTags("Generations")
            .WithSummary("Cancel one picture of a generation")
            .WithDescription("What is completed stays as it is; DELETE /api/v1/images/{id} deletes it.");

    async Task<IResult> RunAsync(Guid id, Guid imageId, HttpContext context)
    {
        var (cancellation, workspace) = (context.RequestAborted, context.Caller().WorkspaceId);
        if (await generations.ReadAsync(workspace, id, cancellation) is not { } generation)
            return Problem.NotFound("generation");
        if (generation.Images.All(image => image.Id != imageId))
            return Problem.NotFound("image of the generation");
        // A job keeps its index for good; one that the queue has forgotten was completed long ago.
        var job = (await backlog.OfGenerationAsync(id, cancellation)).FirstOrDefault(job => job.JobId == imageId);
        if (job is not null)
            await settling.RunAsync(
                transaction => jobs.CancelAsync(transaction, id, job.JobIndex, cancellation), cancellation);
        return TypedResults.Ok(await generations.ReadAsync(workspace, id, cancellation));
    }
}
