using Dapper;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>GET /api/v1/account/passkeys, and DELETE of one.</summary>
static class ListPasskeys
{
    const string Select = """
        select id, name, is_backed_up as IsBackedUp, created_at as CreatedAt, last_used_at as LastUsedAt
        from passkey
        where user_id = @UserId and (created_at, id) < (@Time, @Id)
        order by created_at desc, id desc limit @Rows
        """;

    const string Delete = "delete from passkey where id = @id and user_id = @UserId";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/account/passkeys", RunAsync)
            .RequireSession().Produces<Page<Passkey>>().WithName("listPasskeys").WithTags("Account")
            .WithSummary("Lists the person's passkeys, newest first.");
        routes.MapDelete("/api/v1/account/passkeys/{id:guid}", RemoveAsync)
            .RequireSession().Produces(StatusCodes.Status204NoContent).WithName("removePasskey").WithTags("Account")
            .WithSummary("Removes a passkey.");
    }

    static Task<IResult> RunAsync(
        [AsParameters] PageRequest page, HttpContext context, [FromServices] NpgsqlDataSource database) =>
        page.AnswerAsync(database, new PageQuery<Passkey, Passkey>(
            Select, new { context.Caller().UserId },
            row => new Position(row.CreatedAt, row.Id), row => row), context.RequestAborted);

    static async Task<IResult> RemoveAsync(Guid id, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var rows = await connection.ExecuteAsync(new CommandDefinition(
            Delete, new { id, context.Caller().UserId }, cancellationToken: context.RequestAborted));
        return rows == 1 ? TypedResults.NoContent() : Problem.NotFound("passkey");
    }
}
