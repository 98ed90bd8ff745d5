using Dapper;
using Npgsql;

namespace Mezzotint.Server.Uploads;

/// <summary>Uploads as they are stored.</summary>
static class Uploads
{
    /// <summary>How long one is kept after it came or was last used.</summary>
    public const int HoursKept = 48;

    public const string Columns = "id, blob, bytes, width, height, created_at as CreatedAt, used_at as UsedAt";

    const string ById = $"select {Columns} from upload where id = @id and workspace_id = @workspaceId";

    const string Use = "update upload set used_at = now() where id = any(@ids) and workspace_id = @workspaceId";

    const string DeleteExpired = """
        with due as (
            select id from upload where used_at < now() - make_interval(hours => @HoursKept)
            order by used_at limit @limit for update skip locked)
        delete from upload u using due where u.id = due.id
        returning u.blob
        """;

    /// <summary>A workspace's upload; null where it has none of this id.</summary>
    public static Task<UploadRow?> FindAsync(
        NpgsqlConnection connection, Guid workspaceId, Guid id, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<UploadRow>(
            new CommandDefinition(ById, new { workspaceId, id }, cancellationToken: cancellation));

    /// <summary>Notes that some of a workspace's are used now; ids of anything else are passed over.</summary>
    public static Task UseAsync(
        NpgsqlTransaction transaction, Guid workspaceId, Guid[] ids, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Use, new { workspaceId, ids }, transaction, cancellationToken: cancellation));

    /// <summary>Deletes some of those whose time is over; safe on many servers at once.</summary>
    /// <returns>Their files.</returns>
    public static async Task<IReadOnlyList<byte[]>> DeleteExpiredAsync(
        NpgsqlConnection connection, int limit, CancellationToken cancellation) =>
        (await connection.QueryAsync<byte[]>(new CommandDefinition(
            DeleteExpired, new { HoursKept, limit }, cancellationToken: cancellation))).AsList();
}
