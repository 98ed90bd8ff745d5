using Dapper;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>GET /api/v1/generations: a workspace's generations, newest first.</summary>
static class ListGenerations
{
    const string Unfinished = "unfinished";

    const string Select = $"""
        select {Generations.Columns} from generation
        where workspace_id = @WorkspaceId and (created_at, id) < (@Time, @Id)
            and (@status::text is null or outcome = @status)
        order by created_at desc, id desc limit @Rows
        """;

    const string SelectUnfinished = $"""
        select {Generations.Columns} from generation
        where workspace_id = @WorkspaceId and (created_at, id) < (@Time, @Id)
            and outcome is null
        order by created_at desc, id desc limit @Rows
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/generations", RunAsync)
        .Require(Scope.Read).Produces<Page<Generation>>()
        .WithTags("Generations").WithSummary("List generations, newest first")
        .WithDescription("`status` leaves those that are `unfinished` (queued or running), `completed`, `failed` or "
            + "`cancelled`.");

    /// <summary>Some of a workspace's generations, newest first.</summary>
    public static async Task<IReadOnlyList<Generation>> AfterAsync(
        NpgsqlConnection connection, Guid workspaceId, Position after, int rows, CancellationToken cancellation)
    {
        var found = (await connection.QueryAsync<GenerationRow>(new CommandDefinition(
            Select, new { WorkspaceId = workspaceId, after.Time, after.Id, status = (string?)null, Rows = rows },
            cancellationToken: cancellation))).AsList();
        return await Generations.ShowAsync(connection, found, cancellation);
    }

    static async Task<IResult> RunAsync(
        [AsParameters] PageRequest page, string? status, HttpContext context,
        [FromServices] NpgsqlDataSource database, CancellationToken cancellation)
    {
        if (page.Fault() is { } fault)
            return fault;
        if (status is not (null or Unfinished) && !GenerationStatus.IsFinal(status))
            return Problem.BadRequest("status",
                $"There is no status '{status}': choose {Unfinished}, completed, failed or cancelled.");
        var after = page.After();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<GenerationRow>(new CommandDefinition(
            status == Unfinished ? SelectUnfinished : Select,
            new { context.Caller().WorkspaceId, after.Time, after.Id, status, page.Rows },
            cancellationToken: cancellation))).AsList();
        var shown = (await Generations.ShowAsync(connection, rows, cancellation))
            .ToDictionary(generation => generation.Id);
        return TypedResults.Ok(page.Page(rows, row => new Position(row.CreatedAt, row.Id), row => shown[row.Id]));
    }
}
