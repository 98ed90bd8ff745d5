using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>POST /api/v1/account/email: mails a link to the new address; opened, it becomes the person's.</summary>
sealed class ChangeEmail(NpgsqlDataSource database, Passwords passwords, Outbox outbox)
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/account/email",
        (ChangeEmailRequest request, HttpContext context, [FromServices] ChangeEmail slice) =>
            slice.RunAsync(request, context))
        .RequireSession().Produces(StatusCodes.Status202Accepted).WithTags("Account")
        .WithSummary("Mails a link to a new address, which becomes the person's when it is opened.");

    async Task<IResult> RunAsync(ChangeEmailRequest request, HttpContext context)
    {
        var (cancellation, userId) = (context.RequestAborted, context.Caller().UserId);
        if (EmailAddress.Fault("email", request.Email) is { } fault)
            return fault;
        if (await passwords.CheckAsync(userId, request.Password, cancellation) is null)
            return Passwords.Wrong;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var token = await MailLinks.CreateAsync(transaction, new MailLink
        {
            Purpose = LinkPurpose.ChangeEmail,
            UserId = userId,
            NewEmail = request.Email,
        }, cancellation);
        if (token is not null)
            await outbox.QueueAsync(
                transaction, Letters.ConfirmNewEmail(outbox, request.Email, token.Value), cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Accepted((string?)null);
    }
}
