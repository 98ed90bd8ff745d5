using Dapper;
using Npgsql;

namespace Mezzotint.Migrations;

/// <summary>Brings a database's structure up to date: forward only, each step once and whole.</summary>
/// <remarks>
/// Safe when several servers start at once: all wait for one advisory lock, and the later ones find nothing to do. A
/// step that was changed after it was applied is refused, because the database would not be what the program thinks.
/// </remarks>
public static class Migrator
{
    const long Lock = 0x6d657a7a6f74696e; // "mezzotin", the same on every server

    const string TakeLock = "select pg_advisory_lock(@Lock)";

    const string FreeLock = "select pg_advisory_unlock(@Lock)";

    const string CreateTable = """
        create table if not exists schema_migration (
            version int primary key,
            name text not null,
            checksum text not null,
            applied_at timestamptz not null default now()
        )
        """;

    const string SelectApplied = "select version, name, checksum from schema_migration order by version";

    const string InsertApplied =
        "insert into schema_migration (version, name, checksum) values (@Version, @Name, @Checksum)";

    /// <summary>Applies what is missing.</summary>
    /// <returns>How many steps were applied.</returns>
    /// <exception cref="MigrationException">It was made by a newer version, or a step was changed.</exception>
    public static Task<int> MigrateAsync(NpgsqlDataSource database, CancellationToken cancellation) =>
        MigrateAsync(database, Migration.All, cancellation);

    /// <summary>Whether nothing is missing and nothing unknown is there.</summary>
    public static async Task<bool> IsCurrentAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var applied = await connection.QueryAsync<(int, string, string)>(
            new CommandDefinition(SelectApplied, cancellationToken: cancellation));
        return applied.SequenceEqual(Migration.All.Select(step => (step.Version, step.Name, step.Checksum)));
    }

    internal static async Task<int> MigrateAsync(
        NpgsqlDataSource database, IReadOnlyList<Migration> steps, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            TakeLock, new { Lock }, commandTimeout: 0, cancellationToken: cancellation));
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(CreateTable, cancellationToken: cancellation));
            var applied = (await connection.QueryAsync<(int Version, string Name, string Checksum)>(
                new CommandDefinition(SelectApplied, cancellationToken: cancellation))).ToList();
            Check(applied, steps);
            var missing = steps.ExceptBy(applied.Select(row => row.Version), step => step.Version).ToList();
            foreach (var step in missing)
                await ApplyAsync(connection, step, cancellation);
            return missing.Count;
        }
        finally
        {
            await connection.ExecuteAsync(FreeLock, new { Lock });
        }
    }

    static void Check(
        IEnumerable<(int Version, string Name, string Checksum)> applied, IReadOnlyList<Migration> steps)
    {
        foreach (var (version, name, checksum) in applied)
        {
            var step = steps.FirstOrDefault(step => step.Version == version) ?? throw new MigrationException(
                $"The database has step {name}, which this program does not know: it was made by a newer version of "
                + "Mezzotint. Start that version, or restore a backup from before the upgrade.");
            if (step.Checksum != checksum)
                throw new MigrationException(
                    $"Step {name} of the database's structure is not the one that was applied: its file was changed "
                    + "afterwards. Start the version of Mezzotint that made this database.");
        }
    }

    static async Task ApplyAsync(NpgsqlConnection connection, Migration step, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            step.Sql, transaction: transaction, commandTimeout: 0, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(
            InsertApplied, step, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }
}
