using Dapper;
using Mezzotint.Contracts.Collections;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Collections;

/// <summary>PATCH and DELETE /api/v1/collections/{id}: another name, or gone; its pictures stay.</summary>
static class ChangeCollection
{
    const string Rename = $"""
        update collection c set name = @Name where id = @id and workspace_id = @WorkspaceId
        returning {Collections.Columns}
        """;

    const string Delete = "delete from collection where id = @id and workspace_id = @WorkspaceId";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPatch("/api/v1/collections/{id:guid}", RenameAsync).Require(Scope.Manage).Produces<Collection>()
            .WithTags("Collections").WithName("renameCollection").WithSummary("Renames a collection");
        routes.MapDelete("/api/v1/collections/{id:guid}", DeleteAsync).Require(Scope.Manage)
            .Produces(StatusCodes.Status204NoContent).WithTags("Collections").WithName("deleteCollection")
            .WithSummary("Deletes a collection; its pictures stay");
    }

    static async Task<IResult> RenameAsync(
        Guid id, CollectionName body, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        if (Collections.Fault(body) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var row = await connection.QuerySingleOrDefaultAsync<CollectionRow>(new CommandDefinition(
            Rename, new { id, context.Caller().WorkspaceId, body.Name }, cancellationToken: context.RequestAborted));
        return row is null ? Problem.NotFound("collection") : TypedResults.Ok(row.Shown());
    }

    static async Task<IResult> DeleteAsync(Guid id, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        return await connection.ExecuteAsync(new CommandDefinition(
            Delete, new { id, context.Caller().WorkspaceId }, cancellationToken: context.RequestAborted)) == 1
            ? TypedResults.NoContent() : Problem.NotFound("collection");
    }
}
