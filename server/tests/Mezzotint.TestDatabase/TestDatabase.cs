using Mezzotint.Migrations;
using Mezzotint.Postgres;
using Npgsql;

namespace Mezzotint.TestDatabase;

/// <summary>A fresh database for one test, on a real PostgreSQL that all tests of a process share.</summary>
/// <remarks>
/// Databases are copies of one that was migrated once. The cluster is made at the first use in the temporary folder; it
/// ends with the process, and its files are removed then.
/// </remarks>
public sealed class TestDatabase : IAsyncDisposable
{
    const string Template = "template_migrated";

    static readonly Lazy<Task<PrivateCluster>> Cluster = new(StartAsync);
    static int _count;

    readonly PrivateCluster _cluster;

    TestDatabase(PrivateCluster cluster, string name)
    {
        _cluster = cluster;
        Name = name;
        ConnectionString = cluster.ConnectionString(name) + ";Maximum Pool Size=50";
        DataSource = NpgsqlDataSource.Create(ConnectionString);
    }

    /// <summary>The database's name.</summary>
    public string Name { get; }

    /// <summary>How to connect to it.</summary>
    public string ConnectionString { get; }

    /// <summary>Connections to it.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>Makes a database with the structure of this version and no rows.</summary>
    public static Task<TestDatabase> CreateAsync() => CreateAsync(Template);

    /// <summary>Makes a database without any structure.</summary>
    public static Task<TestDatabase> CreateEmptyAsync() => CreateAsync("template1");

    /// <summary>Closes all connections and removes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await ExecuteAsync(_cluster, $"drop database if exists {Name} with (force)");
    }

    static async Task<TestDatabase> CreateAsync(string template)
    {
        var cluster = await Cluster.Value;
        var name = $"test_{Interlocked.Increment(ref _count)}";
        await ExecuteAsync(cluster, $"create database {name} template {template}");
        return new TestDatabase(cluster, name);
    }

    static async Task<PrivateCluster> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"mezzotint-tests-{Environment.ProcessId}");
        // A crash of the machine may lose a test's database: no test asks for more, and it is faster.
        var cluster = await PrivateCluster.StartAsync(folder, ["fsync=off"], CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            cluster.DisposeAsync().AsTask().Wait();
            Directory.Delete(folder, recursive: true);
        };
        await cluster.CreateDatabaseAsync(Template, CancellationToken.None);
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString(Template) + ";Pooling=false");
        await Migrator.MigrateAsync(source, CancellationToken.None);
        return cluster;
    }

    static async Task ExecuteAsync(PrivateCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
