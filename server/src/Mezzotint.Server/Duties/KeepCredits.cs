using Mezzotint.Ledger;
using Mezzotint.Server.Credits;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mezzotint.Server.Duties;

/// <summary>
/// Grants the credits of new cycles and takes those whose time is over; every server does it, none twice.
/// </summary>
sealed class KeepCredits(
    NpgsqlDataSource database, PlanCredits credits, TimeProvider clock, ILogger<KeepCredits> log) : BackgroundService
{
    static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Duty.RepeatAsync(
        async cancellation =>
            await GrantAsync(cancellation) == Duty.Batch || await ExpireAsync(cancellation) == Duty.Batch,
        Between, clock, log, stoppingToken);

    async Task<int> GrantAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var count = await credits.GrantDueAsync(transaction, Duty.Batch, cancellation);
        await transaction.CommitAsync(cancellation);
        return count;
    }

    async Task<int> ExpireAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await Grants.ExpireAsync(
            connection, transaction, Guid.CreateVersion7(clock.GetUtcNow()), Duty.Batch, cancellation);
        await transaction.CommitAsync(cancellation);
        return result.Grants;
    }
}
