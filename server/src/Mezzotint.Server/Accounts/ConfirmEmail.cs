using Dapper;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Mail;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>POST /api/v1/account/confirm-email: a mail's link proves that an address is theirs, old or new.</summary>
static class ConfirmEmail
{
    const string Confirm = "update app_user set is_email_confirmed = true where id = @UserId";

    // No row: the address was taken by somebody else since.
    const string Change = """
        with before as (select id, email from app_user where id = @UserId for update)
        update app_user u set email = @NewEmail, normalized_email = @normalizedEmail, is_email_confirmed = true
        from before
        where u.id = before.id and not exists (
            select from app_user other where other.normalized_email = @normalizedEmail and other.id <> @UserId)
        returning before.email
        """;

    static readonly Problem Taken = new(StatusCodes.Status409Conflict, "email_taken",
        "Another account has this address now: choose another one.");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/account/confirm-email", RunAsync)
            .AnonymousByNature().Produces(StatusCodes.Status204NoContent).WithTags("Account")
            .WithSummary("Confirms an address by the token of the mail that was sent there.");

    static async Task<IResult> RunAsync(
        TokenRequest request, [FromServices] NpgsqlDataSource database, [FromServices] Outbox outbox,
        CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var link = await MailLinks.TakeAsync(
            transaction, request.Token, [LinkPurpose.ConfirmEmail, LinkPurpose.ChangeEmail], cancellation);
        if (link is null)
            return MailLinks.Invalid;
        if (link.NewEmail is null)
        {
            await connection.ExecuteAsync(
                new CommandDefinition(Confirm, link, transaction, cancellationToken: cancellation));
        }
        else
        {
            var before = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Change,
                new { link.UserId, link.NewEmail, normalizedEmail = EmailAddress.Normalize(link.NewEmail) },
                transaction, cancellationToken: cancellation));
            if (before is null)
                return Taken;
            // A link that lies in the old mailbox opens nothing any more.
            await MailLinks.ForgetAsync(transaction, link.UserId, LinkPurpose.ResetPassword, cancellation);
            await outbox.QueueAsync(transaction, Letters.EmailChanged(outbox, before, link.NewEmail), cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
