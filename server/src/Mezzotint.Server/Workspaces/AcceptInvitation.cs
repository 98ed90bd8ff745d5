using Dapper;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Contracts.Workspaces;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Workspaces;

/// <summary>POST /api/v1/invitations/accept: who was invited joins, by the link of the mail.</summary>
sealed class AcceptInvitation(NpgsqlDataSource database, CurrentCatalogue catalogue, AccountReading accounts)
{
    const string Insert = """
        insert into membership (workspace_id, user_id, role) values (@WorkspaceId, @userId, @Role)
        on conflict do nothing
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/invitations/accept",
        (TokenRequest request, HttpContext context, [FromServices] AcceptInvitation slice) =>
            slice.RunAsync(request, context))
        .RequireSession().Produces<Workspace>().WithTags("Workspaces")
        .WithSummary("Joins the workspace of an invitation; it must be for the person's own address.");

    async Task<IResult> RunAsync(TokenRequest request, HttpContext context)
    {
        var (cancellation, userId) = (context.RequestAborted, context.Caller().UserId);
        var email = (await accounts.ReadAsync(userId, cancellation)).Email;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var invitation = await Invitations.FindAsync(transaction, request.Token, email, cancellation);
        if (invitation?.WorkspaceId is not { } workspaceId)
            return Invitations.Invalid;
        var workspace = await Memberships.LockAsync(transaction, workspaceId, cancellation);
        // The plan may have fewer seats now than when the invitation was sent.
        if (Seats.Refuse(catalogue.Value, workspace, workspace.MemberCount) is { } refusal)
            return refusal;
        await connection.ExecuteAsync(new CommandDefinition(
            Insert, new { invitation.WorkspaceId, userId, invitation.Role }, transaction,
            cancellationToken: cancellation));
        if (!await Invitations.TakeAsync(transaction, invitation.Id, cancellation))
            return Invitations.Invalid;
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await ListWorkspaces.ReadAsync(connection, workspaceId, userId, cancellation));
    }
}
