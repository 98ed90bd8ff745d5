using Mezzotint.Ledger;
using Mezzotint.Server.Credits;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mezzotint.Server.Duties;

/// <summary>
/// Grants the credits of new cycles and takes those whose time is over; every server does it, none twice.
/// </summary>
sealed partial class KeepCredits(
    NpgsqlDataSource database, PlanCredits credits, TimeProvider clock, ILogger<KeepCredits> log) : BackgroundService
{
    const int Batch = 100;

    static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await GrantAsync(stoppingToken) == Batch || await ExpireAsync(stoppingToken) == Batch)
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

    async Task<int> GrantAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var count = await credits.GrantDueAsync(transaction, Batch, cancellation);
        await transaction.CommitAsync(cancellation);
        return count;
    }

    async Task<int> ExpireAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await Grants.ExpireAsync(
            connection, transaction, Guid.CreateVersion7(clock.GetUtcNow()), Batch, cancellation);
        await transaction.CommitAsync(cancellation);
        return result.Grants;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Credits could not be granted or expired: {Reason}")]
    private partial void LogFailure(string reason);
}
