using Dapper;
using Database = Mezzotint.TestDatabase.TestDatabase;

namespace Mezzotint.Migrations.Tests;

public sealed class MigratorTests
{
    static readonly Migration First = new(1, "0001_first", "create table first (id int)");
    static readonly Migration Second = new(2, "0002_second", "create table second (id int)");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Steps_are_applied_once_and_in_order()
    {
        await using var database = await Database.CreateEmptyAsync();
        Assert.Equal(1, await Migrator.MigrateAsync(database.DataSource, [First], Stop));
        Assert.Equal(1, await Migrator.MigrateAsync(database.DataSource, [First, Second], Stop));
        Assert.Equal(0, await Migrator.MigrateAsync(database.DataSource, [First, Second], Stop));
        await using var connection = await database.DataSource.OpenConnectionAsync(Stop);
        Assert.Equal(["0001_first", "0002_second"],
            await connection.QueryAsync<string>("select name from schema_migration order by version"));
    }

    [Fact]
    public async Task Eight_servers_that_start_at_once_apply_each_step_once()
    {
        await using var database = await Database.CreateEmptyAsync();
        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Migrator.MigrateAsync(database.DataSource, [First, Second], Stop)));
        Assert.Equal(2, applied.Sum());
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_of_itself()
    {
        await using var database = await Database.CreateEmptyAsync();
        var broken = new Migration(2, "0002_broken", "create table half (id int); select 1 / 0");
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            Migrator.MigrateAsync(database.DataSource, [First, broken], Stop));
        Assert.Equal(1, await Migrator.MigrateAsync(database.DataSource, [First, Second], Stop));
        await using var connection = await database.DataSource.OpenConnectionAsync(Stop);
        Assert.Null(await connection.ExecuteScalarAsync<string>("select to_regclass('half')::text"));
    }

    [Fact]
    public async Task A_changed_step_is_refused()
    {
        await using var database = await Database.CreateEmptyAsync();
        await Migrator.MigrateAsync(database.DataSource, [First], Stop);
        var error = await Assert.ThrowsAsync<MigrationException>(() =>
            Migrator.MigrateAsync(database.DataSource, [First with { Sql = "select 1" }, Second], Stop));
        Assert.Contains("0001_first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await using var database = await Database.CreateEmptyAsync();
        await Migrator.MigrateAsync(database.DataSource, [First, Second], Stop);
        var error = await Assert.ThrowsAsync<MigrationException>(() =>
            Migrator.MigrateAsync(database.DataSource, [First], Stop));
        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task This_versions_own_steps_apply_and_are_current()
    {
        await using var database = await Database.CreateAsync();
        Assert.True(await Migrator.IsCurrentAsync(database.DataSource, Stop));
        await using var connection = await database.DataSource.OpenConnectionAsync(Stop);
        await connection.ExecuteAsync("delete from schema_migration where version = 1");
        Assert.False(await Migrator.IsCurrentAsync(database.DataSource, Stop));
    }

    [Fact]
    public void A_steps_checksum_is_the_same_whatever_the_line_ends() =>
        Assert.Equal(new Migration(1, "a", "x\ny").Checksum, new Migration(1, "a", "x\r\ny").Checksum);
}
