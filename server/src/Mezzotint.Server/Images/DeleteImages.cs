using Mezzotint.Contracts.Images;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>
/// DELETE /api/v1/images/{id} and POST /api/v1/images/delete: rows first, then the files that nothing needs.
/// </summary>
sealed class DeleteImages(NpgsqlDataSource database, BlobCollector collector)
{
    const int IdsMax = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDelete("/api/v1/images/{id:guid}",
            async (Guid id, HttpContext context, [FromServices] DeleteImages slice) =>
                await slice.RunAsync(context, [id]) is [] ? Problem.NotFound("image") : Results.NoContent())
            .Require(Scope.Manage).Produces(StatusCodes.Status204NoContent).WithTags("Images").WithName("deleteImage")
            .WithSummary("Deletes a picture and its files; links to it stop");
        routes.MapPost("/api/v1/images/delete",
            async (ImageIds body, HttpContext context, [FromServices] DeleteImages slice) =>
                ImageIdsCheck.Fault(body, IdsMax)
                    ?? Results.Ok(new ImageIds(await slice.RunAsync(context, [.. body.Ids]))))
            .Require(Scope.Manage).Produces<ImageIds>().WithTags("Images").WithName("deleteImages")
            .WithSummary("Deletes up to 100 pictures; answers with those that were there");
    }

    async Task<Guid[]> RunAsync(HttpContext context, Guid[] ids)
    {
        var cancellation = context.RequestAborted;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var deleted = await Images.DeleteAsync(connection, context.Caller().WorkspaceId, ids, cancellation);
        await collector.CollectAsync(deleted.SelectMany(image => image.Files), cancellation);
        return [.. deleted.Select(image => image.Id)];
    }
}
