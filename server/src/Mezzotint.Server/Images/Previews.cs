using Dapper;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>What running jobs look like so far: the newest of each, until it is final.</summary>
static class Previews
{
    /// <summary>Most bytes of one.</summary>
    public const int BytesMax = 64 << 10;

    const int MinutesKept = 15;

    const string Upsert = """
        insert into preview (job_id, workspace_id, media_type, content)
        values (@jobId, @workspaceId, @mediaType, @content)
        on conflict (job_id) do update set
            media_type = excluded.media_type, content = excluded.content, made_at = excluded.made_at
        """;

    const string Delete = "delete from preview where job_id = any (@jobIds)";

    const string DeleteStale = "delete from preview where made_at < now() - make_interval(mins => @MinutesKept)";

    /// <summary>Keeps the newest of a job.</summary>
    public static Task KeepAsync(
        NpgsqlConnection connection, Guid jobId, Guid workspaceId, (string MediaType, byte[] Content) picture,
        CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(
            Upsert, new { jobId, workspaceId, mediaType = picture.MediaType, content = picture.Content },
            cancellationToken: cancellation));

    /// <summary>Drops those of jobs that are final.</summary>
    public static Task DropAsync(NpgsqlTransaction transaction, Guid[] jobIds, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Delete, new { jobIds }, transaction, cancellationToken: cancellation));

    /// <summary>Drops those of jobs that ended while one was on its way.</summary>
    public static Task DropStaleAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            new CommandDefinition(DeleteStale, new { MinutesKept }, cancellationToken: cancellation));
}
