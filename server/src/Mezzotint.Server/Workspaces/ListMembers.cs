using Mezzotint.Contracts.Paging;
using Mezzotint.Contracts.Workspaces;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Workspaces;

/// <summary>GET /api/v1/workspaces/{id}/members: who is in a workspace.</summary>
static class ListMembers
{
    const string Select = """
        select m.user_id as UserId, u.email, m.role, m.created_at as CreatedAt
        from membership m join app_user u on u.id = m.user_id
        where m.workspace_id = @workspaceId
            and (m.created_at, m.user_id) < (@Time, @Id)
        order by m.created_at desc, m.user_id desc limit @Rows
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/workspaces/{workspaceId:guid}/members", RunAsync)
            .Require(Scope.Read).Produces<Page<Member>>().WithTags("Workspaces")
            .WithSummary("Lists who is in a workspace, those who came last first.");

    static Task<IResult> RunAsync(
        Guid workspaceId, [AsParameters] PageRequest page, HttpContext context,
        [FromServices] NpgsqlDataSource database) =>
        page.AnswerAsync(database, new PageQuery<Member, Member>(
            Select, new { workspaceId },
            row => new Position(row.CreatedAt, row.UserId), row => row), context.RequestAborted);
}
