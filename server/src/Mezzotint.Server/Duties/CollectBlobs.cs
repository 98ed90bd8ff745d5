using Mezzotint.Server.Blobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mezzotint.Server.Duties;

/// <summary>
/// Looks through the folder of files for those that no row names and that are not new: what a process left that was
/// killed between a row and its file. Every server may do it at once.
/// </summary>
sealed class CollectBlobs(
    FolderBlobs blobs, BlobCollector collector, TimeProvider clock, ILogger<CollectBlobs> log) : BackgroundService
{
    const int HashBytes = 32;
    const int Batch = 1000;

    static readonly TimeSpan Between = TimeSpan.FromHours(1);
    static readonly TimeSpan Young = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Duty.RepeatAsync(RunAsync, Between, clock, log, stoppingToken);

    /// <summary>Looks through all of it once.</summary>
    /// <returns>That there is no more.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        foreach (var part in Old().Chunk(Batch))
        {
            foreach (var left in part.Where(file => file.Extension == FolderBlobs.Partial))
                left.Delete();
            var hashes = part.Select(file => HashOf(file.Name)).OfType<byte[]>().ToArray();
            await collector.CollectAsync(await collector.UnusedAsync(hashes, cancellation), cancellation);
        }
        return false;
    }

    IEnumerable<FileInfo> Old()
    {
        if (!Directory.Exists(blobs.Root))
            return []; // nothing was ever stored
        var before = (clock.GetUtcNow() - Young).UtcDateTime;
        return new DirectoryInfo(blobs.Root).EnumerateFiles("*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
        }).Where(file => file.LastWriteTimeUtc < before);
    }

    /// <summary>Of a file that was stored here; null for anything else.</summary>
    static byte[]? HashOf(string name) =>
        name.Length == 2 * HashBytes && name.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(name) : null;
}
