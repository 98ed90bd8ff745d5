using Dapper;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>The people of this installation.</summary>
sealed class Accounts(TimeProvider clock)
{
    const string InsertUser = """
        insert into app_user (id, email, normalized_email, is_email_confirmed, password_hash, security_stamp, is_admin,
            state)
        values (@Id, @Email, @NormalizedEmail, @IsEmailConfirmed, @PasswordHash, @SecurityStamp, @IsAdmin, @State)
        on conflict (normalized_email) do nothing
        returning id
        """;

    const string InsertWorkspace = """
        insert into workspace (id, name, is_personal, plan) values (@WorkspaceId, @Name, true, @Plan)
        """;

    const string InsertMembership = """
        insert into membership (workspace_id, user_id, role) values (@WorkspaceId, @Id, 'owner')
        """;

    /// <summary>
    /// Makes a person and the workspace that is theirs alone, inside the caller's transaction; null where the address
    /// is taken.
    /// </summary>
    public async Task<User?> CreateAsync(
        NpgsqlTransaction transaction, NewUser wish, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var user = new User(Guid.CreateVersion7(now), wish.Email, Guid.CreateVersion7(now));
        var connection = transaction.Connection!;
        var row = new
        {
            user.Id,
            user.Email,
            NormalizedEmail = EmailAddress.Normalize(wish.Email),
            wish.IsEmailConfirmed,
            PasswordHash = Passwords.Hash(wish.Password),
            SecurityStamp = Passwords.NewStamp(),
            wish.IsAdmin,
            State = wish.IsWaiting ? PersonState.Waiting : PersonState.Active,
            user.WorkspaceId,
            Name = wish.Email[..wish.Email.IndexOf('@', StringComparison.Ordinal)],
            wish.Plan,
        };
        var id = await connection.ExecuteScalarAsync<Guid?>(
            new CommandDefinition(InsertUser, row, transaction, cancellationToken: cancellation));
        if (id is null)
            return null;
        await connection.ExecuteAsync(
            new CommandDefinition(InsertWorkspace, row, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(
            new CommandDefinition(InsertMembership, row, transaction, cancellationToken: cancellation));
        return user;
    }
}
