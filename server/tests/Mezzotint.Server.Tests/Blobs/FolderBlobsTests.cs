using System.Security.Cryptography;
using Dapper;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Duties;
using Mezzotint.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using TestedDatabase = Mezzotint.TestDatabase.TestDatabase;

namespace Mezzotint.Server.Tests.Blobs;

public sealed class FolderBlobsTests : IAsyncLifetime
{
    static readonly byte[] Bytes = [1, 2, 3, 4];
    static readonly byte[] Hash = SHA256.HashData(Bytes);

    readonly string _folder = Path.Combine(Path.GetTempPath(), $"mezzotint-blobs-{Guid.CreateVersion7():N}");
    TestedDatabase _database = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    FolderBlobs Blobs => new(DataFolder.Open(_folder));

    BlobCollector Collector => new(_database.DataSource, Blobs);

    public async ValueTask InitializeAsync() => _database = await TestedDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_that_cannot_be_put_in_its_place_leaves_nothing_behind()
    {
        Directory.CreateDirectory(Blobs.PathOf(Hash)); // stands in its way
        await Assert.ThrowsAnyAsync<SystemException>(() => StoreAsync(keep: false));
        Assert.Empty(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Files_that_no_row_names_are_collected_when_they_are_an_hour_old()
    {
        await StoreAsync(keep: true);
        var folder = Path.GetDirectoryName(Blobs.PathOf(Hash))!;
        var (lost, young) = (Touch(new string('a', 64)), Touch(new string('b', 64)));
        var (partial, written) = (Touch($"{new string('c', 64)}.x.partial"), Touch($"{new string('d', 64)}.y.partial"));
        foreach (var old in new[] { Blobs.PathOf(Hash), lost, partial })
            File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-61));
        using var duty = new CollectBlobs(Blobs, Collector, TimeProvider.System, NullLogger<CollectBlobs>.Instance);
        await duty.RunAsync(Stop);
        Assert.Equal([true, false, true, false, true],
            new[] { Blobs.PathOf(Hash), lost, young, partial, written }.Select(File.Exists));

        string Touch(string name)
        {
            var path = name.EndsWith(FolderBlobs.Partial, StringComparison.Ordinal) ? Path.Combine(folder, name)
                : Blobs.PathOf(Convert.FromHexString(name));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, [0]);
            return path;
        }
    }

    [Fact]
    public async Task While_the_same_bytes_come_and_go_every_row_has_its_file()
    {
        for (var round = 0; round < 60; round++)
        {
            await Task.WhenAll(
                StoreAsync(keep: true), DropAsync(), StoreAsync(keep: true), DropAsync(), StoreAsync(keep: false));
            await using var connection = await _database.DataSource.OpenConnectionAsync(Stop);
            var isNamed = await connection.ExecuteScalarAsync<bool>("select exists (select 1 from blob_in_use)");
            Assert.True(!isNamed || File.Exists(Blobs.PathOf(Hash)), $"A row has lost its file in round {round}.");
            await DropAsync();
            Assert.False(File.Exists(Blobs.PathOf(Hash)));
        }
    }

    /// <summary>As a slice does it; what is not kept is rolled back.</summary>
    async Task StoreAsync(bool keep)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        var blob = await Blobs.StoreAsync(transaction, Bytes, Stop);
        var id = Guid.CreateVersion7();
        await connection.ExecuteAsync(
            "insert into job_input (job_id, blob) values (@id, @blob)", new { id, blob }, transaction);
        if (keep)
            await transaction.CommitAsync(Stop);
    }

    async Task DropAsync()
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(Stop);
        await connection.ExecuteAsync("delete from job_input");
        await Collector.CollectAsync([Hash], Stop);
    }
}
