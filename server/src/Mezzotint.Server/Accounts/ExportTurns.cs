using System.Threading.RateLimiting;

namespace Mezzotint.Server.Accounts;

/// <summary>Who may take their things away now: an export reads all that somebody has.</summary>
/// <remarks>Counted in each server by itself: it guards the machine, as the general rate does.</remarks>
sealed class ExportTurns : IDisposable
{
    const int PerHour = 6;

    readonly PartitionedRateLimiter<Guid> _turns = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<Guid, Guid>(person => RateLimitPartition.GetConcurrencyLimiter(
            person, _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 0 })),
        PartitionedRateLimiter.Create<Guid, Guid>(person => RateLimitPartition.GetFixedWindowLimiter(
            person, _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = PerHour,
                Window = TimeSpan.FromHours(1),
                QueueLimit = 0,
            })));

    /// <summary>A turn, to be given back at the end of the export; where it is not acquired, somebody asks too
    /// often.</summary>
    public RateLimitLease Take(Guid person) => _turns.AttemptAcquire(person);

    public void Dispose() => _turns.Dispose();
}
