using Mezzotint.Server.Blobs;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Images;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mezzotint.Server.Duties;

/// <summary>
/// Deletes pictures older than their workspace's plan keeps them, uploads that nobody used for long, and previews of
/// jobs that ended; every server does it, none twice.
/// </summary>
sealed class ExpirePictures(
    NpgsqlDataSource database, CurrentCatalogue catalogue, BlobCollector collector, TimeProvider clock,
    ILogger<ExpirePictures> log) : BackgroundService
{
    static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Duty.RepeatAsync(RunAsync, Between, clock, log, stoppingToken);

    /// <summary>Deletes a batch of each kind.</summary>
    /// <returns>Whether there is more.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await Previews.DropStaleAsync(connection, cancellation);
        var uploads = await Uploads.Uploads.DeleteExpiredAsync(connection, Duty.Batch, cancellation);
        await collector.CollectAsync(uploads, cancellation);
        var hasMore = uploads.Count == Duty.Batch;
        foreach (var plan in catalogue.Value.Plans)
        {
            if (plan.Entitlements.DaysKept.Most is not { } days)
                continue;
            var images = await Images.Images.DeleteOldAsync(
                connection, plan.Key, (int)days, Duty.Batch, cancellation);
            await collector.CollectAsync(images.SelectMany(image => image.Files), cancellation);
            hasMore |= images.Count == Duty.Batch;
        }
        return hasMore;
    }
}
