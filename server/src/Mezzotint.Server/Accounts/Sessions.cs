using Dapper;
using Mezzotint.Server.Hosting;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>Log-ins of people: begun, and looked up at every request, so that an end counts everywhere.</summary>
sealed class Sessions(NpgsqlDataSource database, ServerOptions options, TimeProvider clock)
{
    /// <summary>The header that names the workspace which a request is about; a person's own without it.</summary>
    public const string WorkspaceHeader = "Mezzotint-Workspace";

    /// <summary>The same in an address, for what sends no headers: a picture's, a download's.</summary>
    public const string WorkspaceParameter = "workspace";

    /// <summary>The value of a route's address that names it.</summary>
    public const string WorkspaceRouteValue = "workspaceId";

    const int DeviceLength = 300;

    /// <summary>Days after which a session ends that nobody used; the duty and <see cref="Find"/> say it too.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    // The stamp is the one of the log-in: where the password was changed meanwhile, this session never lives.
    const string Insert = """
        insert into user_session (id, user_id, hash, security_stamp, address, device)
        values (@id, @userId, @Hash, @securityStamp, @address, @device)
        """;

    // Kept to the minute, so that a busy page does not write at every request.
    const string Find = """
        with seen as (
            update user_session set seen_at = now(), address = @address
            where hash = @Hash and seen_at < now() - interval '1 minute' and seen_at > now() - interval '30 days')
        select s.id as SessionId, s.user_id as UserId, u.is_admin as IsAdmin, w.id as WorkspaceId, w.plan, w.role
        from user_session s
        join app_user u on u.id = s.user_id and u.state = 'active' and u.security_stamp = s.security_stamp
        left join lateral (
            select w.id, w.plan, m.role from membership m join workspace w on w.id = m.workspace_id
            where m.user_id = u.id and (w.id = @workspaceId or @workspaceId is null and w.is_personal)) w on true
        where s.hash = @Hash and s.seen_at > now() - interval '30 days'
        """;

    /// <summary>Logs a person in on the device that asks.</summary>
    public async Task StartAsync(
        HttpContext context, Guid userId, string securityStamp, CancellationToken cancellation)
    {
        var token = SecretToken.Create();
        var device = context.Request.Headers.UserAgent.ToString();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Insert, new
        {
            id = Guid.CreateVersion7(clock.GetUtcNow()),
            userId,
            token.Hash,
            securityStamp,
            address = AddressOf(context),
            device = device.Length > DeviceLength ? device[..DeviceLength] : device,
        }, cancellationToken: cancellation));
        SessionCookie.Write(context, options, token);
    }

    /// <summary>Finds out who asks by their session; null where that is known now, else what to answer.</summary>
    public async Task<Problem?> EnterAsync(HttpContext context)
    {
        if (SessionCookie.Read(context.Request) is not { } token)
            return Refuse(context);
        if (!SameOrigin.IsProven(context.Request, options))
            return SameOrigin.CrossSite;
        var named = NamedWorkspace(context);
        if (named is { Length: > 0 } && !Guid.TryParse(named, out _))
            return Problem.BadRequest(WorkspaceHeader, $"'{WorkspaceHeader}' is no id: leave it out for your own.");
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var session = await connection.QuerySingleOrDefaultAsync<SessionRow>(new CommandDefinition(Find, new
        {
            token.Hash,
            address = AddressOf(context),
            workspaceId = Guid.TryParse(named, out var id) ? id : (Guid?)null,
        }, cancellationToken: context.RequestAborted));
        if (session is null)
            return Refuse(context);
        if (session.WorkspaceId is null)
            return Problem.NotFound("workspace");
        context.Features.Set(session.Caller());
        return null;
    }

    static string? NamedWorkspace(HttpContext context) => context.Request.RouteValues[WorkspaceRouteValue] as string
        ?? context.Request.Headers[WorkspaceHeader].FirstOrDefault()
        ?? context.Request.Query[WorkspaceParameter].FirstOrDefault();

    static Problem Refuse(HttpContext context)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return Problem.Unauthorized;
    }

    static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
