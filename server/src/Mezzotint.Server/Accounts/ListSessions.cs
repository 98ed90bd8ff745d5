using Mezzotint.Contracts.Accounts;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>GET /api/v1/account/sessions: where a person is logged in.</summary>
static class ListSessions
{
    const string Select = """
        select s.id, s.id = @SessionId as IsCurrent, s.address, s.device, s.created_at as CreatedAt,
            s.seen_at as SeenAt
        from user_session s
        join app_user u on u.id = s.user_id and u.security_stamp = s.security_stamp
        where s.user_id = @UserId and s.seen_at > now() - interval '30 days'
            and (s.created_at, s.id) < (@Time, @Id)
        order by s.created_at desc, s.id desc limit @Rows
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/account/sessions", RunAsync)
        .RequireSession().Produces<Page<Session>>().WithTags("Account")
        .WithSummary("Lists where the person is logged in, newest first.");

    static Task<IResult> RunAsync(
        [AsParameters] PageRequest page, HttpContext context, [FromServices] NpgsqlDataSource database) =>
        page.AnswerAsync(database, new PageQuery<Session, Session>(
            Select, new { context.Caller().SessionId, context.Caller().UserId },
            row => new Position(row.CreatedAt, row.Id), row => row), context.RequestAborted);
}
