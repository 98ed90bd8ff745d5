using Dapper;
using Mezzotint.Catalogue;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Credits;
using Mezzotint.Server.Hosting;
using Mezzotint.Server.Mail;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>POST /api/v1/account/register: a person and their own workspace; the address hears by mail.</summary>
sealed class Register(
    NpgsqlDataSource database, CurrentCatalogue current, ServerOptions options, Accounts accounts,
    WelcomeCredits credits, Outbox outbox)
{
    const string SelectKnown = $"""
        select {Person.Columns}
        from app_user where normalized_email = @normalizedEmail
        """;

    static readonly Problem Closed = new(StatusCodes.Status403Forbidden, "registration_closed",
        "Nobody can register here: ask the operator for an account.");

    static readonly Problem InvitationNeeded = new(StatusCodes.Status403Forbidden, "invitation_needed",
        "Registration is by invitation: open the link of the mail that invites you.");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/account/register",
        (RegisterRequest request, [FromServices] Register slice, [FromServices] TimeProvider clock,
            CancellationToken cancellation) => EvenTime.AnswerAsync(clock, () => slice.RunAsync(request, cancellation)))
        .AnonymousByNature().Produces<RegisterAnswer>(StatusCodes.Status202Accepted)
        .WithTags("Account").WithSummary("Registers a person. The answer is the same for a known address.");

    async Task<IResult> RunAsync(RegisterRequest request, CancellationToken cancellation)
    {
        if ((EmailAddress.Fault("email", request.Email) ?? Passwords.Fault("password", request.Password)) is { } fault)
            return fault;
        var rule = current.Value.Registration;
        var policy = options.Registration ?? rule.Policy;
        if (policy == RegistrationPolicy.Closed)
            return Closed;
        if (policy == RegistrationPolicy.Invitation && request.Invitation is null)
            return InvitationNeeded;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var invitation = request.Invitation is null ? null
            : await Invitations.FindAsync(transaction, request.Invitation, request.Email, cancellation);
        if (request.Invitation is not null && invitation is null)
            return Invitations.Invalid;
        var wish = new NewUser(request.Email, request.Password, rule.Plan, IsAdmin: false)
        {
            // Who holds the invitation reads the address's mail.
            IsEmailConfirmed = invitation is not null || !rule.ConfirmEmail,
            IsWaiting = policy == RegistrationPolicy.Approval && invitation is null,
        };
        await EnrolAsync(transaction, wish, cancellation);
        // An invitation into a workspace is taken after log-in.
        if (invitation is { WorkspaceId: null }
            && !await Invitations.TakeAsync(transaction, invitation.Id, cancellation))
            return Invitations.Invalid;
        await transaction.CommitAsync(cancellation);
        return TypedResults.Accepted((string?)null, new RegisterAnswer(
            !wish.IsEmailConfirmed ? "confirm-email" : wish.IsWaiting ? "approval" : "log-in"));
    }

    /// <summary>Makes the person, or writes to the one who has the address already.</summary>
    async Task EnrolAsync(NpgsqlTransaction transaction, NewUser wish, CancellationToken cancellation)
    {
        if (await accounts.CreateAsync(transaction, wish, cancellation) is { } user)
        {
            await credits.GrantAsync(transaction, user, cancellation);
            if (!wish.IsEmailConfirmed && await LinkAsync(LinkPurpose.ConfirmEmail, user.Id) is { } confirm)
                await outbox.QueueAsync(
                    transaction, Letters.ConfirmEmail(outbox, user.Email, confirm), cancellation);
            return;
        }
        var known = await transaction.Connection!.QuerySingleAsync<Person>(new CommandDefinition(SelectKnown,
            new { normalizedEmail = EmailAddress.Normalize(wish.Email) }, transaction,
            cancellationToken: cancellation));
        if (await LinkAsync(LinkPurpose.ResetPassword, known.Id) is { } reset)
            await outbox.QueueAsync(
                transaction, Letters.AlreadyRegistered(outbox, known.Email, reset), cancellation);

        Task<SecretToken?> LinkAsync(string purpose, Guid userId) => MailLinks.CreateAsync(
            transaction, new MailLink { Purpose = purpose, UserId = userId }, cancellation);
    }
}
