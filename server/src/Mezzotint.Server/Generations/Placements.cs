using System.Collections.Concurrent;
using Mezzotint.Contracts.Generations;
using Mezzotint.Queue;

namespace Mezzotint.Server.Generations;

/// <summary>When what waits will start, by the pace of the last jobs.</summary>
/// <remarks>
/// A place p starts when p jobs less the idle workers have ended, one every (mean time / workers). That leaves out what
/// only the order at the time decides: speed classes, loaded models, limits of others. It is an estimate. Counting a
/// place behind a thousand workspaces takes about a millisecond of the database, so a server that is asked too often in
/// a second answers without: submits come first.
/// </remarks>
sealed class Placements(Backlog backlog, TimeProvider clock)
{
    /// <summary>How many places a server counts in a second.</summary>
    public const int PerSecond = 100;

    static readonly TimeSpan PaceKept = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, (long At, QueuePace Pace)> _paces = new();
    readonly Lock _gate = new();
    long _second;
    int _counted;

    /// <summary>A generation with its place in the queue, if it is queued.</summary>
    public async Task<Generation> PlaceAsync(Generation generation, CancellationToken cancellation)
    {
        if (generation.Status != GenerationStatus.Queued || generation.Images is not [var first, ..] || !HasRoom()
            || await backlog.PositionAsync(first.Id, cancellation) is not { } position)
            return generation;
        var placement = Of(position, await PaceAsync(first.Model, cancellation));
        return generation with { Position = placement.Position, EstimatedStartAt = placement.StartAt };
    }

    /// <summary>Where an image would stand that a workspace asked for now.</summary>
    public async Task<Placement> OfNextAsync(
        Guid workspaceId, int speedClass, string model, CancellationToken cancellation) =>
        Of(await backlog.PositionOfNextAsync(workspaceId, speedClass, cancellation),
            await PaceAsync(model, cancellation));

    bool HasRoom()
    {
        var second = clock.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            if (second != _second)
                (_second, _counted) = (second, 0);
            return ++_counted <= PerSecond;
        }
    }

    Placement Of(QueuePosition position, QueuePace pace)
    {
        var place = position.AheadCount + 1;
        var idle = Math.Max(0, pace.WorkerCount - pace.RunningCount);
        var ends = Math.Max(0, place - idle);
        if (pace.WorkerCount == 0 || ends > 0 && pace.JobSeconds is null)
            return new Placement(place, null);
        var wait = TimeSpan.FromSeconds(ends * (pace.JobSeconds ?? 0) / pace.WorkerCount);
        return new Placement(place, clock.GetUtcNow() + wait);
    }

    /// <summary>Read once in a while for all who ask.</summary>
    async Task<QueuePace> PaceAsync(string model, CancellationToken cancellation)
    {
        if (_paces.TryGetValue(model, out var kept) && clock.GetElapsedTime(kept.At) < PaceKept)
            return kept.Pace;
        var pace = await backlog.PaceAsync(model, cancellation);
        _paces[model] = (clock.GetTimestamp(), pace);
        return pace;
    }
}
