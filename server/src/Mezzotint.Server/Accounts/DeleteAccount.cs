using Dapper;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Hosting;
using Mezzotint.Server.Mail;
using Mezzotint.Server.Problems;
using Mezzotint.Server.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>DELETE /api/v1/account: the person, their own workspace and all that is in it are gone.</summary>
sealed class DeleteAccount(
    NpgsqlDataSource database, Passwords passwords, WorkspaceRemoval removal, Outbox outbox, ServerOptions options)
{
    // Locked, so that another owner who leaves at this moment waits and then is the last one.
    const string LockOwned = """
        select w.id from workspace w
        where not w.is_personal and exists (
            select from membership m where m.workspace_id = w.id and m.user_id = @userId and m.role = 'owner')
        order by w.id for no key update
        """;

    const string SelectSoleOwned = """
        select id from unnest(@owned) id where not exists (
            select from membership m where m.workspace_id = id and m.role = 'owner' and m.user_id <> @userId)
        """;

    const string Delete = "delete from app_user where id = @userId";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/api/v1/account",
        ([FromBody] PasswordRequest request, HttpContext context, [FromServices] DeleteAccount slice) =>
            slice.RunAsync(request, context))
        .RequireSession().Produces(StatusCodes.Status204NoContent).WithTags("Account")
        .WithSummary("Deletes the person, their own workspace, and everything in it.");

    async Task<IResult> RunAsync(PasswordRequest request, HttpContext context)
    {
        var (cancellation, userId) = (context.RequestAborted, context.Caller().UserId);
        if (await passwords.CheckAsync(userId, request.Password, cancellation) is not { } person)
            return Passwords.Wrong;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var owned = (await connection.QueryAsync<Guid>(new CommandDefinition(
            LockOwned, new { userId }, transaction, cancellationToken: cancellation))).ToArray();
        var sole = (await connection.QueryAsync<Guid>(new CommandDefinition(
            SelectSoleOwned, new { owned, userId }, transaction, cancellationToken: cancellation))).ToArray();
        if (sole.Length > 0)
            return new Problem(StatusCodes.Status409Conflict, "sole_owner",
                "You are the only owner of workspaces: hand them to somebody else, or delete them first.")
            {
                Members = { ["workspaces"] = sole },
            };
        await removal.RemovePersonalAsync(transaction, userId, cancellation);
        await connection.ExecuteAsync(
            new CommandDefinition(Delete, new { userId }, transaction, cancellationToken: cancellation));
        await outbox.QueueAsync(transaction, Letters.AccountDeleted(outbox, person.Email), cancellation);
        await transaction.CommitAsync(cancellation);
        SessionCookie.Remove(context, options);
        return TypedResults.NoContent();
    }
}
