using System.Buffers.Binary;
using Dapper;
using Npgsql;

namespace Mezzotint.Server.Blobs;

/// <summary>Locks in the database on the name of a file, each until its transaction ends.</summary>
/// <remarks>
/// A row comes to name a file under the shared lock, once the file is there or another row names it; a file goes under
/// the exclusive lock, once no row names it. So bytes that come while the same bytes go are either seen by who
/// collects, or stored again. What is asked under a lock is asked in a statement of its own: a statement sees what was
/// committed when it began, not what was committed when it got a lock.
/// </remarks>
static class BlobLock
{
    const string Share = "select pg_advisory_xact_lock_shared(@key)";

    const string TryOwn = "select pg_try_advisory_xact_lock(@key)";

    /// <summary>Keeps the file of a name from being collected.</summary>
    public static Task ShareAsync(NpgsqlTransaction transaction, byte[] hash, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Share, new { key = Key(hash) }, transaction, cancellationToken: cancellation));

    /// <summary>Keeps a name from coming into use; false at once where somebody is about to use it.</summary>
    public static Task<bool> TryOwnAsync(
        NpgsqlTransaction transaction, byte[] hash, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteScalarAsync<bool>(
            new CommandDefinition(TryOwn, new { key = Key(hash) }, transaction, cancellationToken: cancellation));

    /// <summary>Two names that share a key only wait for each other.</summary>
    static long Key(byte[] hash) => BinaryPrimitives.ReadInt64BigEndian(hash);
}
