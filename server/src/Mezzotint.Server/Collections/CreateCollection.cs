using Dapper;
using Mezzotint.Contracts.Collections;
using Mezzotint.Server.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Collections;

/// <summary>POST /api/v1/collections: an empty collection.</summary>
static class CreateCollection
{
    const string Insert = """
        insert into collection as c (id, workspace_id, name) values (@id, @WorkspaceId, @Name)
        returning id, name, created_at as CreatedAt, 0 as ImageCount
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/collections", RunAsync).Require(Scope.Manage)
            .Produces<Collection>(StatusCodes.Status201Created).WithTags("Collections")
            .WithSummary("Makes a collection");

    static async Task<IResult> RunAsync(
        CollectionName body, HttpContext context, [FromServices] NpgsqlDataSource database,
        [FromServices] TimeProvider clock)
    {
        if (Collections.Fault(body) is { } fault)
            return fault;
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var row = await connection.QuerySingleAsync<CollectionRow>(new CommandDefinition(
            Insert, new { id, context.Caller().WorkspaceId, body.Name }, cancellationToken: context.RequestAborted));
        return TypedResults.Created($"/api/v1/collections/{id}", row.Shown());
    }
}
