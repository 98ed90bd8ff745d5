using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>The people of this installation.</summary>
sealed class Accounts(TimeProvider clock)
{
    const string InsertUser = """
        insert into app_user (id, email, normalized_email, is_email_confirmed, password_hash, security_stamp, is_admin,
            state)
        values (@Id, @Email, @NormalizedEmail, true, @PasswordHash, @SecurityStamp, @IsAdmin, 'active')
        on conflict (normalized_email) do nothing
        returning id
        """;

    const string InsertWorkspace = """
        insert into workspace (id, name, is_personal, plan) values (@WorkspaceId, @Name, true, @Plan)
        """;

    const string InsertMembership = """
        insert into membership (workspace_id, user_id, role) values (@WorkspaceId, @Id, 'owner')
        """;

    readonly PasswordHasher<User> _passwords = new();

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
            NormalizedEmail = wish.Email.ToUpperInvariant(),
            PasswordHash = _passwords.HashPassword(user, wish.Password),
            SecurityStamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)),
            wish.IsAdmin,
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
