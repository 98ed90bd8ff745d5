using Mezzotint.Queue;
using Mezzotint.Server.Generations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mezzotint.Server.Duties;

/// <summary>Ends the attempts of workers that died or took too long; every server does it, none twice.</summary>
sealed partial class ReclaimLeases(
    NpgsqlDataSource database, Jobs jobs, TimeProvider clock, ILogger<ReclaimLeases> log) : BackgroundService
{
    const int Batch = 100;

    static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunAsync(stoppingToken) == Batch)
                {
                    // There is more.
                }
            }
            catch (NpgsqlException error)
            {
                LogFailure(error.Message); // the database is away: it is tried again
            }
            await Task.Delay(Between, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends what is due, at most a batch of it.</summary>
    /// <returns>How many attempts were ended.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var settlements = await jobs.ReclaimAsync(transaction, Batch, cancellation);
        foreach (var settlement in settlements)
            await Settling.ReleaseAsync(transaction, settlement, cancellation);
        await transaction.CommitAsync(cancellation);
        return settlements.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Leases could not be reclaimed: {Reason}")]
    private partial void LogFailure(string reason);
}
