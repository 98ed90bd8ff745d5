using Dapper;
using Npgsql;

namespace Mezzotint.Server.Blobs;

/// <summary>Deletes files that no row names any more.</summary>
sealed class BlobCollector(NpgsqlDataSource database, FolderBlobs blobs)
{
    const string IsInUse = "select exists (select 1 from blob_in_use where hash = @hash)";

    const string SelectUnused = """
        select file.hash from unnest(@hashes) as file (hash)
        where not exists (select 1 from blob_in_use u where u.hash = file.hash)
        """;

    /// <summary>
    /// Deletes those of some files that nothing needs now. Called after the commit that took rows away; where the
    /// process ends in between, the duty that looks through the folder finds them.
    /// </summary>
    public async Task CollectAsync(IEnumerable<byte[]> hashes, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        foreach (var hash in hashes.DistinctBy(Convert.ToHexString))
            await CollectAsync(connection, hash, cancellation);
    }

    /// <summary>Those of some files that no row names at the moment.</summary>
    public async Task<IReadOnlyList<byte[]>> UnusedAsync(byte[][] hashes, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<byte[]>(
            new CommandDefinition(SelectUnused, new { hashes }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The file goes before the transaction ends, and with it the lock.</summary>
    async Task CollectAsync(NpgsqlConnection connection, byte[] hash, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await BlobLock.TryOwnAsync(transaction, hash, cancellation)
            && !await connection.ExecuteScalarAsync<bool>(
                new CommandDefinition(IsInUse, new { hash }, transaction, cancellationToken: cancellation)))
            File.Delete(blobs.PathOf(hash));
    }
}
