using Mezzotint.Contracts.Accounts;
using Mezzotint.Contracts.Workspaces;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Audit;
using Mezzotint.Server.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>POST /api/v1/admin/invitations: mails a link by which its reader may register.</summary>
sealed class InvitePerson(NpgsqlDataSource database, Invitations invitations, Outbox outbox, AuditLog audit)
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/admin/invitations",
        (EmailRequest request, HttpContext context, [FromServices] InvitePerson slice) =>
            slice.RunAsync(request, context))
        .Require(Scope.Admin).Produces<Invitation>(StatusCodes.Status201Created).WithTags("Administration")
        .WithSummary("Invites somebody to register, whatever the rule of registration but closed.");

    async Task<IResult> RunAsync(EmailRequest request, HttpContext context)
    {
        var (cancellation, caller) = (context.RequestAborted, context.Caller());
        if (EmailAddress.Fault("email", request.Email) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (row, token) = await invitations.CreateAsync(
            transaction, new NewInvitation(request.Email, caller.UserId), cancellation);
        await outbox.QueueAsync(transaction, Letters.Invited(outbox, request.Email, token), cancellation);
        // Without the address: the invitation has it, and goes one day.
        await audit.WriteAsync(transaction, new NewEntry(
            caller.Actor, "person.invited", $"invitation:{row.Id}", new { }), cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created((string?)null, row.ToContract());
    }
}
