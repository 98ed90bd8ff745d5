using Dapper;
using Mezzotint.Contracts.Images;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>GET /api/v1/images/{id}/neighbours: the way on from a picture through the history.</summary>
static class ReadNeighbours
{
    // Each is one step in the index that lists the history.
    const string Select = """
        select
            (select n.id from image n
             where n.workspace_id = i.workspace_id and (n.created_at, n.id) > (i.created_at, i.id)
             order by n.created_at, n.id limit 1) as Newer,
            (select o.id from image o
             where o.workspace_id = i.workspace_id and (o.created_at, o.id) < (i.created_at, i.id)
             order by o.created_at desc, o.id desc limit 1) as Older
        from image i where i.id = @id and i.workspace_id = @WorkspaceId
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/images/{id:guid}/neighbours", RunAsync).Require(Scope.Read).Produces<ImageNeighbours>()
            .WithTags("Images").WithName("readNeighbours").WithSummary("The next newer and the next older picture");

    static async Task<IResult> RunAsync(Guid id, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        return await connection.QuerySingleOrDefaultAsync<ImageNeighbours>(new CommandDefinition(
            Select, new { id, context.Caller().WorkspaceId }, cancellationToken: context.RequestAborted)) is { } found
            ? TypedResults.Ok(found) : Problem.NotFound("image");
    }
}
