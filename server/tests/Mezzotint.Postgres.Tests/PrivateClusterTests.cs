using System.Diagnostics;
using System.Runtime.Versioning;
using Npgsql;

namespace Mezzotint.Postgres.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class PrivateClusterTests : IDisposable
{
    readonly string _folder = Path.Combine(Path.GetTempPath(), $"mezzotint-cluster-{Guid.CreateVersion7():N}");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_written_is_there_after_a_stop_and_a_start()
    {
        await using (var cluster = await StartAsync())
        {
            await cluster.CreateDatabaseAsync("app", Stop);
            await ExecuteAsync(cluster, "create table kept as select 42 as answer");
        }
        await using (var cluster = await StartAsync())
        {
            await cluster.CreateDatabaseAsync("app", Stop);
            Assert.Equal(42, await ExecuteAsync(cluster, "select answer from kept"));
        }
    }

    [Fact]
    public async Task It_has_no_port_and_no_one_else_reaches_its_socket()
    {
        await using var cluster = await StartAsync();
        await cluster.CreateDatabaseAsync("app", Stop);
        Assert.Equal("", await ExecuteAsync(cluster, "show listen_addresses"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(_folder));
    }

    [Fact]
    public async Task A_second_start_on_the_folder_uses_the_one_that_runs_and_leaves_it()
    {
        await using var first = await StartAsync();
        await first.CreateDatabaseAsync("app", Stop);
        await using (var second = await StartAsync())
            Assert.False(second.IsOwner);
        Assert.Equal(1, await ExecuteAsync(first, "select 1"));
    }

    [Fact]
    public async Task Killed_it_is_started_again_by_itself()
    {
        await using var cluster = await StartAsync();
        await cluster.CreateDatabaseAsync("app", Stop);
        await ExecuteAsync(cluster, "create table kept as select 42 as answer");
        var first = await KillAsync();
        var deadline = Stopwatch.StartNew();
        while (true)
            try
            {
                Assert.Equal(42, await ExecuteAsync(cluster, "select answer from kept"));
                break;
            }
            catch (NpgsqlException) when (deadline.Elapsed < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(20, Stop); // not there yet
            }
        Assert.NotEqual(first, await ServerAsync());
    }

    [Fact]
    public async Task After_a_crash_of_both_it_starts_again()
    {
        await using (var cluster = await StartAsync())
        {
            await cluster.CreateDatabaseAsync("app", Stop);
            await ExecuteAsync(cluster, "create table kept as select 42 as answer");
            await KillAsync();
        }
        await using var again = await StartAsync();
        Assert.True(again.IsOwner);
        Assert.Equal(42, await ExecuteAsync(again, "select answer from kept"));
    }

    [Fact]
    public async Task Programs_in_a_folder_that_is_closed_to_its_user_are_copied()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root starts PostgreSQL as another user.");
        Directory.CreateDirectory(_folder);
        var closed = Path.Combine(_folder, "closed");
        var installation = Directory.GetParent(PostgresBinaries.Find())!.FullName;
        using (var copy = Process.Start("cp", ["-R", "-P", installation, closed]))
            await copy.WaitForExitAsync(Stop);
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var place = Path.Combine(_folder, "place");
        Directory.CreateDirectory(place);
        var account = ClusterAccount.Choose();
        var reached = account.Reach(Path.Combine(closed, "bin"), place);
        Assert.StartsWith(place, reached, StringComparison.Ordinal);
        Assert.Equal(reached, account.Reach(Path.Combine(closed, "bin"), place));
        Assert.True(File.Exists(Path.Combine(reached, "postgres")));
    }

    [Fact]
    public async Task A_folder_that_is_no_cluster_is_refused_in_PostgreSQLs_own_words()
    {
        await (await StartAsync()).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "data", "PG_VERSION"), "9.1\n", Stop);
        var error = await Assert.ThrowsAsync<PostgresException>(StartAsync);
        Assert.Contains("9.1", error.Message, StringComparison.Ordinal);
    }

    async Task<int> ServerAsync() => int.Parse(
        (await File.ReadAllLinesAsync(Path.Combine(_folder, "data", "postmaster.pid"), Stop))[0]);

    async Task<int> KillAsync()
    {
        var server = await ServerAsync();
        Process.GetProcessById(server).Kill();
        return server;
    }

    Task<PrivateCluster> StartAsync() => PrivateCluster.StartAsync(_folder, [], Stop);

    static async Task<object?> ExecuteAsync(PrivateCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString("app") + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Stop);
    }
}
