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

/// <summary>
/// POST /api/v1/account/forgot-password and /resend-confirmation: mails a link, if there is somebody to mail it to.
/// </summary>
sealed class SendLink(NpgsqlDataSource database, Outbox outbox, TimeProvider clock)
{
    const string Select = $"""
        select {Person.Columns}
        from app_user where normalized_email = @normalizedEmail and state <> 'closed'
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        MapOne(routes, "forgot-password", "forgotPassword", LinkPurpose.ResetPassword,
            "Mails a link for a new password, if the address has an account.");
        MapOne(routes, "resend-confirmation", "resendConfirmation", LinkPurpose.ConfirmEmail,
            "Mails the link again that confirms an address, if it waits for that.");
    }

    static void MapOne(IEndpointRouteBuilder routes, string path, string name, string purpose, string summary) =>
        routes.MapPost($"/api/v1/account/{path}",
            (EmailRequest request, [FromServices] SendLink slice, CancellationToken cancellation) =>
                EvenTime.AnswerAsync(slice.Clock, () => slice.RunAsync(request, purpose, cancellation)))
            .AnonymousByNature().Produces(StatusCodes.Status202Accepted)
            .WithName(name).WithTags("Account").WithSummary(summary);

    TimeProvider Clock => clock;

    async Task<IResult> RunAsync(EmailRequest request, string purpose, CancellationToken cancellation)
    {
        if (EmailAddress.Fault("email", request.Email) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var person = await connection.QuerySingleOrDefaultAsync<Person>(new CommandDefinition(Select,
            new { normalizedEmail = EmailAddress.Normalize(request.Email) }, transaction,
            cancellationToken: cancellation));
        if (person is not null && !(purpose == LinkPurpose.ConfirmEmail && person.IsEmailConfirmed))
            await SendAsync(transaction, person, purpose, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Accepted((string?)null);
    }

    async Task SendAsync(
        NpgsqlTransaction transaction, Person person, string purpose, CancellationToken cancellation)
    {
        var link = new MailLink { Purpose = purpose, UserId = person.Id };
        if (await MailLinks.CreateAsync(transaction, link, cancellation) is not { } token)
            return;
        await outbox.QueueAsync(transaction, purpose == LinkPurpose.ConfirmEmail
            ? Letters.ConfirmEmail(outbox, person.Email, token)
            : Letters.ResetPassword(outbox, person.Email, token), cancellation);
    }
}
