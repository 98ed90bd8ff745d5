using Dapper;
using Mezzotint.Server.Batching;
using Npgsql;

namespace Mezzotint.Server.ApiKeys;

/// <summary>The keys of all workspaces: made, found and ended.</summary>
sealed class ApiKeys
{
    /// <summary>Keys that one look-up finds.</summary>
    const int FoundTogether = 64;

    const string Insert = """
        insert into api_key (id, workspace_id, created_by, name, prefix, hash, scopes, models,
                             spend_cap_millicredits, expires_at)
        values (@Id, @WorkspaceId, @UserId, @Name, @Prefix, @Hash, @Scopes, @Models, @SpendCapMillicredits, @ExpiresAt)
        """;

    // Looked up at every request, so that revocation works at once on every server; last use is kept to the minute,
    // so that a busy key does not write at every request, and by whoever finds the row free. A key never gives more
    // than its maker has now: it ends when they leave the workspace, and loses what they may do no more.
    const string Find = """
        with used as (
            update api_key set last_used_at = now()
            where id in (
                select id from api_key
                where hash = any (@hashes) and (last_used_at is null or last_used_at < now() - interval '1 minute')
                for no key update skip locked))
        select k.hash, k.id as ApiKeyId, k.workspace_id as WorkspaceId, k.created_by as UserId, w.plan, k.models,
               array(select scope from unnest(k.scopes) scope
                     where case scope when 'manage' then m.role <> 'member' when 'admin' then u.is_admin else true end)
                   as Scopes,
               k.spend_cap_millicredits as SpendCapMillicredits, k.expires_at as ExpiresAt
        from api_key k
        join workspace w on w.id = k.workspace_id
        join app_user u on u.id = k.created_by and u.state = 'active'
        join membership m on m.workspace_id = k.workspace_id and m.user_id = k.created_by
        where k.hash = any (@hashes) and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
        """;

    readonly NpgsqlDataSource _database;
    readonly TimeProvider _clock;
    readonly Gathering<byte[], Caller?> _lookUps;

    public ApiKeys(NpgsqlDataSource database, TimeProvider clock)
    {
        (_database, _clock) = (database, clock);
        _lookUps = new Gathering<byte[], Caller?>(FindAsync, FoundTogether);
    }

    /// <summary>Makes a key inside the caller's transaction; its text is known only now.</summary>
    public Task<ApiKeyToken> CreateAsync(
        NpgsqlTransaction transaction, NewApiKey wish, CancellationToken cancellation) =>
        CreateAsync(transaction, Guid.CreateVersion7(_clock.GetUtcNow()), wish, cancellation);

    /// <inheritdoc cref="CreateAsync(NpgsqlTransaction, NewApiKey, CancellationToken)"/>
    public static async Task<ApiKeyToken> CreateAsync(
        NpgsqlTransaction transaction, Guid id, NewApiKey wish, CancellationToken cancellation)
    {
        var token = ApiKeyToken.Create();
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(Insert, new
        {
            id,
            wish.WorkspaceId,
            wish.UserId,
            wish.Name,
            token.Prefix,
            token.Hash,
            Scopes = wish.Scopes.Select(Name).ToArray(),
            wish.Models,
            wish.SpendCapMillicredits,
            wish.ExpiresAt,
        }, transaction, cancellationToken: cancellation));
        return token;
    }

    /// <summary>Whom the key of this text lets in, if it is valid now.</summary>
    /// <remarks>The look-up begins after the call, so what was revoked before lets nobody in.</remarks>
    public Task<Caller?> FindAsync(string? text, CancellationToken cancellation) =>
        ApiKeyToken.TryParse(text, out var token)
            ? _lookUps.RunAsync(token.Value.Hash, cancellation) : Task.FromResult<Caller?>(null);

    /// <summary>A scope's word in the database and in the API.</summary>
    public static string Name(Scope scope) => scope.ToString().ToLowerInvariant();

    async Task<IReadOnlyList<Caller?>> FindAsync(IReadOnlyList<byte[]> hashes)
    {
        await using var connection = await _database.OpenConnectionAsync();
        var found = (await connection.QueryAsync<byte[], Caller, (byte[] Hash, Caller Caller)>(
            Find, (hash, caller) => (hash, caller), new { hashes = hashes.ToArray() }, splitOn: "ApiKeyId")).AsList();
        return [.. hashes.Select(hash => found.Find(row => row.Hash.AsSpan().SequenceEqual(hash)).Caller)];
    }
}
