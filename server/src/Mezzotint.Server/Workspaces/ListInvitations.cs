using Dapper;
using Mezzotint.Contracts.Paging;
using Mezzotint.Contracts.Workspaces;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Workspaces;

/// <summary>GET /api/v1/workspaces/{id}/invitations, and DELETE, which takes one back.</summary>
static class ListInvitations
{
    const string Select = """
        select id, email, role, expires_at as ExpiresAt, created_at as CreatedAt from invitation
        where workspace_id = @workspaceId and expires_at > now()
            and (created_at, id) < (@Time, @Id)
        order by created_at desc, id desc limit @Rows
        """;

    const string Delete = "delete from invitation where id = @id and workspace_id = @workspaceId";

    public static void Map(IEndpointRouteBuilder routes)
    {
        const string path = "/api/v1/workspaces/{workspaceId:guid}/invitations";
        routes.MapGet(path, RunAsync)
            .Require(Scope.Manage).Produces<Page<Invitation>>().WithName("listInvitations").WithTags("Workspaces")
            .WithSummary("Lists the invitations that nobody took yet, newest first.");
        routes.MapDelete($"{path}/{{id:guid}}", TakeBackAsync)
            .Require(Scope.Manage).Produces(StatusCodes.Status204NoContent)
            .WithName("takeBackInvitation").WithTags("Workspaces")
            .WithSummary("Takes an invitation back.");
    }

    static Task<IResult> RunAsync(
        Guid workspaceId, [AsParameters] PageRequest page, HttpContext context,
        [FromServices] NpgsqlDataSource database) =>
        page.AnswerAsync(database, new PageQuery<Invitation, Invitation>(
            Select, new { workspaceId },
            row => new Position(row.CreatedAt, row.Id), row => row), context.RequestAborted);

    static async Task<IResult> TakeBackAsync(
        Guid workspaceId, Guid id, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var rows = await connection.ExecuteAsync(new CommandDefinition(
            Delete, new { id, workspaceId }, cancellationToken: context.RequestAborted));
        return rows == 1 ? TypedResults.NoContent() : Problem.NotFound("invitation");
    }
}
