using Dapper;
using Mezzotint.Contracts.ApiKeys;
using Mezzotint.Contracts.Paging;
using Mezzotint.Ledger;
using Mezzotint.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.ApiKeys;

/// <summary>GET /api/v1/api-keys: the workspace's keys that were not revoked.</summary>
static class ListApiKeys
{
    const string Select = $"""
        select {ApiKeyRow.Columns} from api_key
        where workspace_id = @WorkspaceId and revoked_at is null
            and (created_at, id) < (@Time, @Id)
        order by created_at desc, id desc limit @Rows
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/api-keys", RunAsync)
        .Require(Scope.Manage).Produces<Page<ApiKey>>().WithTags("API keys")
        .WithSummary("Lists the workspace's keys that were not revoked, newest first.");

    static async Task<IResult> RunAsync(
        [AsParameters] PageRequest page, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        if (page.Fault() is { } fault)
            return fault;
        var (cancellation, after) = (context.RequestAborted, page.After());
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<ApiKeyRow>(new CommandDefinition(
            Select, new { context.Caller().WorkspaceId, after.Time, after.Id, page.Rows },
            cancellationToken: cancellation))).AsList();
        var spent = await KeySpending.ThisMonthAsync(connection, [.. rows.Select(row => row.Id)], cancellation);
        return TypedResults.Ok(page.Page(rows, row => new Position(row.CreatedAt, row.Id),
            row => row.ToContract(spent.GetValueOrDefault(row.Id))));
    }
}
