using Dapper;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Mezzotint.Server.Accounts;

/// <summary>Where Identity's passkey handler finds people and their passkeys.</summary>
/// <remarks>Names, and the making of people, are not its business: what it never asks for is not there.</remarks>
sealed class PasskeyStore(NpgsqlDataSource database, TimeProvider clock) : IUserPasskeyStore<User>
{
    const string SelectUser = """
        select u.id, u.email, w.id from app_user u
        join membership m on m.user_id = u.id join workspace w on w.id = m.workspace_id and w.is_personal
        where u.state = 'active' and (u.id = @userId or u.id = (
            select user_id from passkey where credential_id = @credentialId))
        """;

    const string Upsert = """
        insert into passkey (id, user_id, credential_id, name, public_key, sign_count, transports, is_user_verified,
            is_backup_eligible, is_backed_up, attestation_object, client_data_json)
        values (@id, @userId, @CredentialId, @Name, @PublicKey, @signCount, @transports, @IsUserVerified,
            @IsBackupEligible, @IsBackedUp, @AttestationObject, @ClientDataJson)
        on conflict (credential_id) do update set sign_count = excluded.sign_count,
            is_backed_up = excluded.is_backed_up, last_used_at = now()
        where passkey.user_id = excluded.user_id
        """;

    const string Select = """
        select credential_id as CredentialId, name, public_key as PublicKey, created_at as CreatedAt,
            sign_count as SignCount, transports, is_user_verified as IsUserVerified,
            is_backup_eligible as IsBackupEligible, is_backed_up as IsBackedUp,
            attestation_object as AttestationObject, client_data_json as ClientDataJson
        from passkey where user_id = @userId
        """;

    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? FindAsync(id, null, cancellationToken) : Task.FromResult<User?>(null);

    public Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        FindAsync(null, credentialId, cancellationToken);

    public async Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Upsert, new
        {
            id = Guid.CreateVersion7(clock.GetUtcNow()),
            userId = user.Id,
            passkey.CredentialId,
            passkey.Name,
            passkey.PublicKey,
            signCount = (long)passkey.SignCount,
            transports = passkey.Transports ?? [],
            passkey.IsUserVerified,
            passkey.IsBackupEligible,
            passkey.IsBackedUp,
            passkey.AttestationObject,
            passkey.ClientDataJson,
        }, cancellationToken: cancellationToken));
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<PasskeyRow>(new CommandDefinition(
            Select, new { userId = user.Id }, cancellationToken: cancellationToken))).Select(row => row.ToPasskey())];
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        User user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await GetPasskeysAsync(user, cancellationToken)).FirstOrDefault(passkey =>
            passkey.CredentialId.AsSpan().SequenceEqual(credentialId));

    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Email);

    public void Dispose()
    {
        // It holds nothing.
    }

    Task IUserPasskeyStore<User>.RemovePasskeyAsync(User user, byte[] id, CancellationToken cancellation) => Never();
    Task<string?> IUserStore<User>.GetNormalizedUserNameAsync(User user, CancellationToken cancellation) =>
        throw new NotSupportedException();
    Task<User?> IUserStore<User>.FindByNameAsync(string name, CancellationToken cancellation) =>
        throw new NotSupportedException();
    Task IUserStore<User>.SetUserNameAsync(User user, string? name, CancellationToken cancellation) => Never();
    Task IUserStore<User>.SetNormalizedUserNameAsync(User user, string? name, CancellationToken cancellation) =>
        Never();
    Task<IdentityResult> IUserStore<User>.CreateAsync(User user, CancellationToken cancellation) => Never();
    Task<IdentityResult> IUserStore<User>.UpdateAsync(User user, CancellationToken cancellation) => Never();
    Task<IdentityResult> IUserStore<User>.DeleteAsync(User user, CancellationToken cancellation) => Never();

    static Task<IdentityResult> Never() => throw new NotSupportedException();

    async Task<User?> FindAsync(Guid? userId, byte[]? credentialId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<(Guid Id, string Email, Guid WorkspaceId)?>(
            new CommandDefinition(SelectUser, new { userId, credentialId }, cancellationToken: cancellation));
        return row is { } found ? new User(found.Id, found.Email, found.WorkspaceId) : null;
    }
}
