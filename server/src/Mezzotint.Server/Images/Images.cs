using Dapper;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>Pictures as they are stored.</summary>
static class Images
{
    public const string Select = """
        select i.id, i.generation_id as GenerationId, i.blob, i.media_type as MediaType, i.bytes, i.width, i.height,
            i.seconds, i.millicredits, i.seed, i.is_favourite as IsFavourite, i.is_public as IsPublic,
            i.hidden_at is not null as IsHidden, i.created_at as CreatedAt, g.operation, g.model, g.request
        from image i join generation g on g.id = i.generation_id
        """;

    const string ById = $"{Select} where i.id = @id and i.workspace_id = @workspaceId";

    const string Delete = """
        delete from image where id = any(@ids) and workspace_id = @workspaceId
        returning id, blob, thumbnail
        """;

    // The newer of the picture and of the workspace's plan counts: who goes to a smaller plan has its days to leave.
    const string DeleteOld = """
        with due as (
            select i.id from workspace w join image i on i.workspace_id = w.id
            where w.plan = @plan and w.plan_since < now() - make_interval(days => @days)
                and i.created_at < now() - make_interval(days => @days)
            limit @limit for update of i skip locked)
        delete from image i using due where i.id = due.id
        returning i.id, i.blob, i.thumbnail
        """;

    /// <summary>A workspace's picture; null where it has none of this id.</summary>
    public static Task<ImageRow?> FindAsync(
        NpgsqlConnection connection, Guid workspaceId, Guid id, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<ImageRow>(
            new CommandDefinition(ById, new { workspaceId, id }, cancellationToken: cancellation));

    /// <summary>Deletes those of some pictures that a workspace has; their files are the caller's to collect.</summary>
    public static async Task<IReadOnlyList<DeletedImage>> DeleteAsync(
        NpgsqlConnection connection, Guid workspaceId, Guid[] ids, CancellationToken cancellation) =>
        (await connection.QueryAsync<DeletedImage>(
            new CommandDefinition(Delete, new { workspaceId, ids }, cancellationToken: cancellation))).AsList();

    /// <summary>
    /// Deletes some pictures that a plan keeps no longer; safe on many servers at once, files as above.
    /// </summary>
    public static async Task<IReadOnlyList<DeletedImage>> DeleteOldAsync(
        NpgsqlConnection connection, string plan, int days, int limit, CancellationToken cancellation) =>
        (await connection.QueryAsync<DeletedImage>(new CommandDefinition(
            DeleteOld, new { plan, days, limit }, cancellationToken: cancellation))).AsList();
}
