using Mezzotint.Queue;
using Mezzotint.Server.Generations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mezzotint.Server.Duties;

/// <summary>Ends the attempts of workers that died or took too long; every server does it, none twice.</summary>
sealed class ReclaimLeases(
    Settling settling, Jobs jobs, TimeProvider clock, ILogger<ReclaimLeases> log) : BackgroundService
{
    static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Duty.RepeatAsync(
        async cancellation => await RunAsync(cancellation) == Duty.Batch, Between, clock, log, stoppingToken);

    /// <summary>Ends what is due, at most a batch of it.</summary>
    /// <returns>How many attempts were ended.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation) => (await settling.RunAsync(
        transaction => jobs.ReclaimAsync(transaction, Duty.Batch, cancellation), cancellation)).Count;
}
