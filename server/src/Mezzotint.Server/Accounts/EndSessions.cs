using Dapper;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Hosting;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>
/// POST account/log-out ends the session that asks, DELETE account/sessions/{id} any one, DELETE account/sessions all
/// others. It counts at once on every server.
/// </summary>
static class EndSessions
{
    const string DeleteOne = "delete from user_session where id = @id and user_id = @UserId";

    const string DeleteOthers = "delete from user_session where id <> @SessionId and user_id = @UserId";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/account/log-out", LogOutAsync)
            .RequireSession().Produces(StatusCodes.Status204NoContent).WithName("logOut").WithTags("Account")
            .WithSummary("Ends the session that asks.");
        routes.MapDelete("/api/v1/account/sessions/{id:guid}", EndOneAsync)
            .RequireSession().Produces(StatusCodes.Status204NoContent).WithName("endSession").WithTags("Account")
            .WithSummary("Ends one of the person's sessions.");
        routes.MapDelete("/api/v1/account/sessions", EndOthersAsync)
            .RequireSession().Produces(StatusCodes.Status204NoContent).WithName("endOtherSessions").WithTags("Account")
            .WithSummary("Ends all of the person's sessions but the one that asks.");
    }

    static async Task<IResult> LogOutAsync(
        HttpContext context, [FromServices] NpgsqlDataSource database, [FromServices] ServerOptions options)
    {
        var caller = context.Caller();
        await ExecuteAsync(database, DeleteOne, new { id = caller.SessionId, caller.UserId }, context);
        SessionCookie.Remove(context, options);
        return TypedResults.NoContent();
    }

    static async Task<IResult> EndOneAsync(Guid id, HttpContext context, [FromServices] NpgsqlDataSource database) =>
        await ExecuteAsync(database, DeleteOne, new { id, context.Caller().UserId }, context) == 1
            ? TypedResults.NoContent() : Problem.NotFound("session");

    static async Task<IResult> EndOthersAsync(HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        var caller = context.Caller();
        await ExecuteAsync(database, DeleteOthers, new { caller.SessionId, caller.UserId }, context);
        return TypedResults.NoContent();
    }

    static async Task<int> ExecuteAsync(
        NpgsqlDataSource database, string sql, object parameters, HttpContext context)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        return await connection.ExecuteAsync(
            new CommandDefinition(sql, parameters, cancellationToken: context.RequestAborted));
    }
}
