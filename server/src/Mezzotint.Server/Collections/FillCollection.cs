using Dapper;
using Mezzotint.Contracts.Collections;
using Mezzotint.Contracts.Images;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Images;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Collections;

/// <summary>
/// POST /api/v1/collections/{id}/images and DELETE .../images/{imageId}: pictures are put in and taken out.
/// </summary>
static class FillCollection
{
    const int IdsMax = 100;

    const string Put = """
        insert into collection_image (collection_id, image_id)
        select c.id, i.id from collection c join image i on i.workspace_id = c.workspace_id
        where c.id = @id and c.workspace_id = @WorkspaceId and i.id = any(@ids)
        on conflict do nothing
        """;

    const string Take = """
        delete from collection_image m using collection c
        where c.id = m.collection_id and c.id = @id and c.workspace_id = @WorkspaceId and m.image_id = @imageId
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/collections/{id:guid}/images", PutAsync).Require(Scope.Manage)
            .Produces<Collection>().WithTags("Collections").WithName("putIntoCollection")
            .WithSummary("Puts up to 100 pictures in; those that are not there, or in it already, are passed over");
        routes.MapDelete("/api/v1/collections/{id:guid}/images/{imageId:guid}", TakeAsync).Require(Scope.Manage)
            .Produces(StatusCodes.Status204NoContent).WithTags("Collections").WithName("takeFromCollection")
            .WithSummary("Takes a picture out; it stays in the history");
    }

    static async Task<IResult> PutAsync(
        Guid id, ImageIds body, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        if (ImageIdsCheck.Fault(body, IdsMax) is { } fault)
            return fault;
        var (workspaceId, cancellation) = (context.Caller().WorkspaceId, context.RequestAborted);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            Put, new { id, workspaceId, ids = body.Ids.ToArray() }, cancellationToken: cancellation));
        return await Collections.FindAsync(connection, workspaceId, id, cancellation) is { } row
            ? TypedResults.Ok(row.Shown()) : Problem.NotFound("collection");
    }

    static async Task<IResult> TakeAsync(
        Guid id, Guid imageId, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        return await connection.ExecuteAsync(new CommandDefinition(
            Take, new { id, imageId, context.Caller().WorkspaceId }, cancellationToken: context.RequestAborted)) == 1
            ? TypedResults.NoContent() : Problem.NotFound("image in this collection");
    }
}
