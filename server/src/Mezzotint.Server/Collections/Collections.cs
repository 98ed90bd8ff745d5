using Dapper;
using Mezzotint.Contracts.Collections;
using Mezzotint.Server.Problems;
using Npgsql;

namespace Mezzotint.Server.Collections;

/// <summary>Collections as they are stored.</summary>
static class Collections
{
    public const string Columns = """
        id, name, created_at as CreatedAt,
        (select count(*)::int from collection_image m where m.collection_id = c.id) as ImageCount
        """;

    const int NameLengthMax = 100;

    const string ById = $"select {Columns} from collection c where id = @id and workspace_id = @workspaceId";

    /// <summary>A workspace's collection; null where it has none of this id.</summary>
    public static Task<CollectionRow?> FindAsync(
        NpgsqlConnection connection, Guid workspaceId, Guid id, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<CollectionRow>(
            new CommandDefinition(ById, new { workspaceId, id }, cancellationToken: cancellation));

    /// <summary>What is wrong with a name; null where nothing is.</summary>
    public static Problem? Fault(CollectionName body) => string.IsNullOrWhiteSpace(body.Name)
        ? Problem.BadRequest("name", "'name' is empty: say what the collection is called.")
        : body.Name.Length > NameLengthMax
            ? Problem.BadRequest("name", $"'name' has {body.Name.Length} characters, at most {NameLengthMax} are kept.")
            : null;
}
