using Dapper;
using Mezzotint.Contracts.Paging;
using Mezzotint.Contracts.Workspaces;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Workspaces;

/// <summary>GET /api/v1/workspaces: those that a person is in; GET of one.</summary>
static class ListWorkspaces
{
    const string Columns = """
        select w.id, w.name, w.is_personal as IsPersonal, w.plan, m.role, w.created_at as CreatedAt,
            (select count(*)::int from membership where workspace_id = w.id) as MemberCount
        from membership m join workspace w on w.id = m.workspace_id
        where m.user_id = @UserId

        """;

    const string SelectAll = Columns + """
            and (w.created_at, w.id) < (@Time, @Id)
        order by w.created_at desc, w.id desc limit @Rows
        """;

    const string SelectOwned = Columns + """
            and m.role = 'owner'
        order by w.is_personal desc, w.created_at, w.id
        """;

    const string SelectOne = Columns + "and w.id = @id";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/workspaces", RunAsync)
            .RequireSession().Produces<Page<Workspace>>().WithName("listWorkspaces").WithTags("Workspaces")
            .WithSummary("Lists the workspaces that the person is in, newest first.");
        routes.MapGet("/api/v1/workspaces/{workspaceId:guid}", ReadOneAsync)
            .Require(Scope.Read).Produces<Workspace>()
            .WithName("readWorkspace").WithTags("Workspaces").WithSummary("Reads a workspace.");
    }

    /// <summary>A workspace as one of its members sees it.</summary>
    public static Task<Workspace> ReadAsync(
        NpgsqlConnection connection, Guid id, Guid userId, CancellationToken cancellation) =>
        connection.QuerySingleAsync<Workspace>(
            new CommandDefinition(SelectOne, new { id, userId }, cancellationToken: cancellation));

    /// <summary>All that a person owns, their own first.</summary>
    public static async Task<IReadOnlyList<Workspace>> OwnedAsync(
        NpgsqlConnection connection, Guid userId, CancellationToken cancellation) =>
        (await connection.QueryAsync<Workspace>(new CommandDefinition(
            SelectOwned, new { userId }, cancellationToken: cancellation))).AsList();

    static Task<IResult> RunAsync(
        [AsParameters] PageRequest page, HttpContext context, [FromServices] NpgsqlDataSource database) =>
        page.AnswerAsync(database, new PageQuery<Workspace, Workspace>(
            SelectAll, new { context.Caller().UserId },
            row => new Position(row.CreatedAt, row.Id), row => row), context.RequestAborted);

    static async Task<IResult> ReadOneAsync(
        Guid workspaceId, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        return TypedResults.Ok(await ReadAsync(
            connection, workspaceId, context.Caller().UserId, context.RequestAborted));
    }
}
