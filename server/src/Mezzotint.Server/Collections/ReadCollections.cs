using Mezzotint.Contracts.Collections;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Collections;

/// <summary>GET /api/v1/collections and /{id}; the pictures of one are GET /api/v1/images?collection={id}.</summary>
static class ReadCollections
{
    const string SelectPage = $"""
        select {Collections.Columns} from collection c
        where workspace_id = @WorkspaceId and (created_at, id) < (@Time, @Id)
        order by created_at desc, id desc limit @Rows
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/collections", ListAsync).Require(Scope.Read).Produces<Page<Collection>>()
            .WithTags("Collections").WithName("listCollections")
            .WithSummary("The workspace's collections, newest first");
        routes.MapGet("/api/v1/collections/{id:guid}", ReadAsync).Require(Scope.Read).Produces<Collection>()
            .WithTags("Collections").WithName("readCollection").WithSummary("One collection");
    }

    static Task<IResult> ListAsync(
        [AsParameters] PageRequest page, HttpContext context, [FromServices] NpgsqlDataSource database) =>
        page.AnswerAsync(database, new PageQuery<CollectionRow, Collection>(
            SelectPage, new { context.Caller().WorkspaceId },
            row => row.Position, row => row.Shown()), context.RequestAborted);

    static async Task<IResult> ReadAsync(Guid id, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        return await Collections.FindAsync(connection, context.Caller().WorkspaceId, id, context.RequestAborted)
            is { } row ? TypedResults.Ok(row.Shown()) : Problem.NotFound("collection");
    }
}
