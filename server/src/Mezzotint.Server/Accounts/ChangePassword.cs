using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Hosting;
using Mezzotint.Server.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>POST /api/v1/account/password: a new password for an old one; every session ends, this one too.</summary>
sealed class ChangePassword(
    NpgsqlDataSource database, Passwords passwords, Outbox outbox, ServerOptions options)
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/account/password",
        (ChangePasswordRequest request, HttpContext context, [FromServices] ChangePassword slice) =>
            slice.RunAsync(request, context))
        .RequireSession().Produces(StatusCodes.Status204NoContent).WithTags("Account")
        .WithSummary("Changes the password and ends every session, the one that asks too.");

    async Task<IResult> RunAsync(ChangePasswordRequest request, HttpContext context)
    {
        var (cancellation, userId) = (context.RequestAborted, context.Caller().UserId);
        if (Passwords.Fault("newPassword", request.NewPassword) is { } fault)
            return fault;
        if (await passwords.CheckAsync(userId, request.CurrentPassword, cancellation) is not { } person)
            return Passwords.Wrong;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Passwords.ReplaceAsync(transaction, userId, request.NewPassword, cancellation);
        await MailLinks.ForgetAsync(transaction, userId, LinkPurpose.ResetPassword, cancellation);
        await outbox.QueueAsync(transaction, Letters.PasswordChanged(outbox, person.Email), cancellation);
        await transaction.CommitAsync(cancellation);
        SessionCookie.Remove(context, options);
        return TypedResults.NoContent();
    }
}
