using Dapper;
using Mezzotint.Server.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mezzotint.Server.Duties;

/// <summary>Carries wakes between servers by LISTEN and NOTIFY, many in one message.</summary>
sealed class CarryWakes(
    NpgsqlDataSource database, Wakes wakes, TimeProvider clock, ILogger<CarryWakes> log) : BackgroundService
{
    const string Subscribe = "listen mezzotint_wake";

    const string Send = "select pg_notify('mezzotint_wake', @message)";

    const string StillThere = "select 1";

    /// <summary>A message has room for 8,000 bytes.</summary>
    const int TopicsOfMessage = 200;

    static readonly TimeSpan BetweenMessages = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Marks this server's own messages, which it has acted on already.</summary>
    readonly string _self = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Duty.RepeatAsync(ListenAsync, AfterFailure, clock, log, stoppingToken),
        Duty.RepeatAsync(SendAsync, AfterFailure, clock, log, stoppingToken));

    async Task<bool> ListenAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        connection.Notification += (_, message) => Hear(message.Payload);
        await connection.ExecuteAsync(new CommandDefinition(Subscribe, cancellationToken: cancellation));
        wakes.WakeAll(); // what was sent while nobody listened
        while (!cancellation.IsCancellationRequested)
            if (!await connection.WaitAsync(BetweenLooks, cancellation))
                await connection.ExecuteAsync(new CommandDefinition(StillThere, cancellationToken: cancellation));
        return false;
    }

    void Hear(string message)
    {
        if (message.Length < _self.Length || message.StartsWith(_self, StringComparison.Ordinal))
            return;
        for (var topics = message.AsSpan(_self.Length); topics.Length >= Topic.Length; topics = topics[Topic.Length..])
            if (Topic.Read(topics[..Topic.Length]) is { } topic)
                wakes.WakeHere(topic);
    }

    async Task<bool> SendAsync(CancellationToken cancellation)
    {
        var topics = await wakes.TakeOutgoingAsync(cancellation);
        await using (var connection = await database.OpenConnectionAsync(cancellation))
            foreach (var some in topics.Chunk(TopicsOfMessage))
                await connection.ExecuteAsync(new CommandDefinition(
                    Send, new { message = _self + string.Concat(some) }, cancellationToken: cancellation));
        await Task.Delay(BetweenMessages, clock, cancellation);
        return true;
    }
}
