using Mezzotint.Migrations;
using Mezzotint.Postgres;
using Npgsql;

namespace Mezzotint.Server.Hosting;

/// <summary>The database of an installation, brought up to date: one that exists, or a private one.</summary>
sealed class Database : IAsyncDisposable
{
    const string Name = "mezzotint";

    readonly PrivateCluster? _cluster;

    Database(NpgsqlDataSource source, PrivateCluster? cluster)
    {
        Source = source;
        _cluster = cluster;
    }

    /// <summary>Connections to it.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Connects, and makes a private cluster in the data folder where no database was named.</summary>
    /// <exception cref="ServerException">It cannot be reached, made or brought up to date.</exception>
    public static async Task<Database> OpenAsync(
        DataFolder folder, string? connectionString, CancellationToken cancellation)
    {
        PrivateCluster? cluster = null;
        try
        {
            if (connectionString is null)
            {
                cluster = await PrivateCluster.StartAsync(folder.Database, [], cancellation);
                await cluster.CreateDatabaseAsync(Name, cancellation);
                connectionString = cluster.ConnectionString(Name);
            }
            var source = Connect(connectionString);
            await Migrator.MigrateAsync(source, cancellation);
            return new Database(source, cluster);
        }
        catch (Exception error) when (error is NpgsqlException or Postgres.PostgresException or MigrationException)
        {
            if (cluster is not null)
                await cluster.DisposeAsync();
            throw new ServerException($"The database cannot be used: {error.Message}", error);
        }
    }

    /// <summary>Connections as the service uses them: statements are prepared, and planned once for each.</summary>
    public static NpgsqlDataSource Connect(string connectionString)
    {
        // Nothing of ours outlives its transaction in a session, so connections are not reset between uses: the six
        // statements of a reset took a tenth of the database's time.
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 200,
            NoResetOnClose = true,
        };
        // All our statements reach their rows by key whatever the values are: planning them anew for each value, which
        // may do, takes longer than running them. A plan is made while its table is small and kept when that has grown,
        // so it may not read a table from end to end where there is an index. The price of what is switched off would
        // make PostgreSQL compile such a plan, which takes longer than all else.
        builder.Options =
            $"-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off {builder.Options}".TrimEnd();
        return NpgsqlDataSource.Create(builder);
    }

    /// <summary>Closes all connections, and stops the private cluster if it was started here.</summary>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }
}
