using Dapper;
using Mezzotint.Contracts.Workspaces;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Mail;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Workspaces;

/// <summary>POST /api/v1/workspaces/{id}/invitations: mails a link by which its reader may join.</summary>
sealed class InviteMember(
    NpgsqlDataSource database, CurrentCatalogue catalogue, Invitations invitations, Outbox outbox)
{
    // An open invitation takes a seat; one that is asked for again takes no second.
    const string CountInvited = """
        select count(*)::int from invitation
        where workspace_id = @WorkspaceId and expires_at > now() and normalized_email <> @normalizedEmail
        """;

    const string SelectMember = """
        select exists (select from membership m join app_user u on u.id = m.user_id
            where m.workspace_id = @WorkspaceId and u.normalized_email = @normalizedEmail)
        """;

    static readonly Problem IsMember = new(StatusCodes.Status409Conflict, "already_member",
        "This person is a member already.");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/workspaces/{workspaceId:guid}/invitations",
            (InviteMemberRequest request, HttpContext context, [FromServices] InviteMember slice) =>
                slice.RunAsync(request, context))
            .Require(Scope.Manage).Produces<Invitation>(StatusCodes.Status201Created).WithTags("Workspaces")
            .WithSummary("Invites somebody into a workspace by mail; the link works once, for 7 days.");

    async Task<IResult> RunAsync(InviteMemberRequest request, HttpContext context)
    {
        var (cancellation, caller) = (context.RequestAborted, context.Caller());
        if (EmailAddress.Fault("email", request.Email) is { } fault)
            return fault;
        if (request.Role is not (Role.Admin or Role.Member))
            return Problem.BadRequest("role", "'role' is admin or member.");
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var workspace = await Memberships.LockAsync(transaction, caller.WorkspaceId, cancellation);
        if (workspace.IsPersonal)
            return Memberships.IsPersonal;
        var row = new { caller.WorkspaceId, normalizedEmail = EmailAddress.Normalize(request.Email) };
        if (await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(SelectMember, row, transaction, cancellationToken: cancellation)))
            return IsMember;
        var invited = await connection.ExecuteScalarAsync<int>(
            new CommandDefinition(CountInvited, row, transaction, cancellationToken: cancellation));
        if (Seats.Refuse(catalogue.Value, workspace, workspace.MemberCount + invited) is { } refusal)
            return refusal;
        var (invitation, token) = await invitations.CreateAsync(
            transaction, new NewInvitation(request.Email, caller.UserId)
            {
                WorkspaceId = caller.WorkspaceId,
                Role = request.Role,
            }, cancellation);
        await outbox.QueueAsync(transaction, Letter(request.Email, workspace.Name, token), cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created((string?)null, invitation.ToContract());
    }

    Letter Letter(string to, string workspace, SecretToken token) => new(
        to, $"An invitation to {workspace}",
        $"You are invited to the workspace {workspace} of {outbox.ServiceName}. Open this link to join. It works once, "
        + $"for {Invitations.Days} days; who has no account yet can register there.\n\n"
        + outbox.Link("join", token.Text));
}
