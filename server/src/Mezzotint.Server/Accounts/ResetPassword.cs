using Dapper;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>POST /api/v1/account/reset-password: a new password by the link of a mail; every session ends.</summary>
static class ResetPassword
{
    // Who opened the link reads the mail of this address.
    const string Confirm = "update app_user set is_email_confirmed = true where id = @UserId returning email";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/account/reset-password", RunAsync)
            .AnonymousByNature().Produces(StatusCodes.Status204NoContent).WithTags("Account")
            .WithSummary("Sets a new password by the token of a mail, and ends every session.");

    static async Task<IResult> RunAsync(
        ResetPasswordRequest request, [FromServices] NpgsqlDataSource database, [FromServices] Outbox outbox,
        CancellationToken cancellation)
    {
        if (Passwords.Fault("password", request.Password) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var link = await MailLinks.TakeAsync(
            transaction, request.Token, [LinkPurpose.ResetPassword], cancellation);
        if (link is null)
            return MailLinks.Invalid;
        await Passwords.ReplaceAsync(transaction, link.UserId, request.Password, cancellation);
        await MailLinks.ForgetAsync(transaction, link.UserId, LinkPurpose.ResetPassword, cancellation);
        var email = await connection.ExecuteScalarAsync<string>(
            new CommandDefinition(Confirm, link, transaction, cancellationToken: cancellation));
        await outbox.QueueAsync(transaction, Letters.PasswordChanged(outbox, email!), cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
