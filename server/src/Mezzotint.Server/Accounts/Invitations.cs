using Dapper;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>Invitations by mail, into a workspace or into the service: made, and taken once.</summary>
sealed class Invitations(TimeProvider clock)
{
    /// <summary>Days that an invitation's link works.</summary>
    public const int Days = 7;

    // Asking again sends a new link and ends the one before.
    const string Insert = """
        insert into invitation (id, workspace_id, email, normalized_email, role, hash, invited_by, expires_at)
        values (@id, @WorkspaceId, @Email, @normalizedEmail, @Role, @Hash, @InvitedBy,
            now() + make_interval(days => @Days))
        on conflict on constraint invitation_once do update set id = excluded.id, email = excluded.email,
            role = excluded.role, hash = excluded.hash, invited_by = excluded.invited_by,
            expires_at = excluded.expires_at, created_at = excluded.created_at
        returning id, email, role, workspace_id as WorkspaceId, expires_at as ExpiresAt, created_at as CreatedAt
        """;

    const string Select = """
        select id, email, role, workspace_id as WorkspaceId, expires_at as ExpiresAt, created_at as CreatedAt
        from invitation where hash = @Hash and expires_at > now()
        """;

    const string Delete = "delete from invitation where id = @id";

    /// <summary>The answer to an invitation that is none, was taken, taken back, or is too old.</summary>
    public static Problem Invalid { get; } = new(StatusCodes.Status400BadRequest, "invitation_invalid",
        "This invitation was used or taken back, is too old, or is for another address: ask for a new one.");

    /// <summary>Makes an invitation; its token is known only now.</summary>
    public async Task<(InvitationRow Row, SecretToken Token)> CreateAsync(
        NpgsqlTransaction transaction, NewInvitation wish, CancellationToken cancellation)
    {
        var token = SecretToken.Create();
        var row = await transaction.Connection!.QuerySingleAsync<InvitationRow>(new CommandDefinition(Insert, new
        {
            id = Guid.CreateVersion7(clock.GetUtcNow()),
            wish.WorkspaceId,
            wish.Email,
            normalizedEmail = EmailAddress.Normalize(wish.Email),
            wish.Role,
            token.Hash,
            wish.InvitedBy,
            Days,
        }, transaction, cancellationToken: cancellation));
        return (row, token);
    }

    /// <summary>The invitation of a token, for an address.</summary>
    public static async Task<InvitationRow?> FindAsync(
        NpgsqlTransaction transaction, string? text, string email, CancellationToken cancellation)
    {
        if (SecretToken.Parse(text) is not { } token)
            return null;
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<InvitationRow>(new CommandDefinition(
            Select, new { token.Hash }, transaction, cancellationToken: cancellation));
        return row is not null && EmailAddress.Normalize(row.Email) == EmailAddress.Normalize(email) ? row : null;
    }

    /// <summary>Uses an invitation up; false where somebody else just did.</summary>
    public static async Task<bool> TakeAsync(
        NpgsqlTransaction transaction, Guid id, CancellationToken cancellation) =>
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Delete, new { id }, transaction, cancellationToken: cancellation)) == 1;
}
