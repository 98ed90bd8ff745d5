using Mezzotint.Queue;
using Mezzotint.Server.Events;
using Mezzotint.Server.Webhooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mezzotint.Server.Duties;

/// <summary>Deletes what nobody asks for any more: old events, deliveries and jobs; safe on many servers.</summary>
sealed class PruneHistory(
    EventLog events, Deliveries deliveries, Jobs jobs, TimeProvider clock, ILogger<PruneHistory> log)
    : BackgroundService
{
    const int JobDaysKept = 30;
    const int Rows = 1000;

    static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Duty.RepeatAsync(RunAsync, Between, clock, log, stoppingToken);

    async Task<bool> RunAsync(CancellationToken cancellation) =>
        await events.PruneAsync(Rows, cancellation) == Rows
        | await deliveries.PruneAsync(Rows, cancellation) == Rows
        | await jobs.PruneAsync(JobDaysKept, Rows, cancellation) == Rows;
}
