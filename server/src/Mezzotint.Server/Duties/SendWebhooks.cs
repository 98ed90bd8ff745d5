using Mezzotint.Server.Events;
using Mezzotint.Server.Webhooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mezzotint.Server.Duties;

/// <summary>Sends the messages of webhooks that are due; every server does it, none the same one at once.</summary>
sealed class SendWebhooks(
    Deliveries deliveries, WebhookSender sender, Wakes wakes, TimeProvider clock, ILogger<SendWebhooks> log)
    : BackgroundService
{
    const int Batch = 32;

    static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = wakes.Listen(Topic.Deliveries);
        await Duty.RepeatAsync(async cancellation =>
        {
            if (await RunAsync(cancellation) == 0)
                await listener.WaitAsync(BetweenLooks, cancellation);
            return true;
        }, AfterFailure, clock, log, stoppingToken);
    }

    /// <returns>How many were sent, or tried.</returns>
    async Task<int> RunAsync(CancellationToken cancellation)
    {
        var due = await deliveries.TakeDueAsync(Batch, cancellation);
        await Task.WhenAll(due.Select(async delivery => await deliveries.NoteAsync(
            delivery, await sender.SendAsync(delivery, cancellation), cancellation)));
        return due.Count;
    }
}
