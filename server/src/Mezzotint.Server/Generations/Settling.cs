using Mezzotint.Contracts.Events;
using Mezzotint.Contracts.Generations;
using Mezzotint.Ledger;
using Mezzotint.Queue;
using Mezzotint.Server.Events;
using Mezzotint.Server.Monitoring;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>
/// The one way in which jobs end: what becomes of them, of their credits, and what clients are told commit together.
/// </summary>
sealed class Settling(NpgsqlDataSource database, EventLog events, Wakes wakes)
{
    /// <summary>The same for a transition of one job.</summary>
    public async Task<Settlement> RunAsync(
        Func<NpgsqlTransaction, Task<Settlement>> transition, CancellationToken cancellation) =>
        (await RunAsync(async transaction =>
            (IReadOnlyList<Settlement>)[await transition(transaction)], cancellation))[0];

    /// <summary>Runs a transition of the queue and settles what it did.</summary>
    /// <param name="transition">Changes jobs, and stores what a completed one brought.</param>
    /// <param name="cancellation">Stops before anything is changed.</param>
    public async Task<IReadOnlyList<Settlement>> RunAsync(
        Func<NpgsqlTransaction, Task<IReadOnlyList<Settlement>>> transition, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var settlements = await transition(transaction);
        await PayAsync(transaction, settlements, cancellation);
        var changed = settlements.Where(settlement => EventOf(settlement.Outcome) is not null).ToList();
        var told = new List<GenerationEvent>();
        foreach (var generation in changed.GroupBy(settlement => settlement.GenerationId))
            told.AddRange(await TellAsync(transaction, [.. generation], cancellation));
        await transaction.CommitAsync(cancellation);
        Count(settlements, told);
        if (changed.Count > 0)
            wakes.Wake(changed.SelectMany(settlement => new[]
            {
                Topic.Generation(settlement.GenerationId), Topic.Workspace(settlement.WorkspaceId),
                Topic.Deliveries, Topic.Jobs, // whose workspace may run another
            }));
        return settlements;
    }

    /// <summary>Captures or releases what jobs cost, in the transaction that ended them.</summary>
    public static async Task PayAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Settlement> settlements, CancellationToken cancellation)
    {
        var ended = settlements
            .Where(settlement => settlement.IsReleased || settlement.Outcome == SettleOutcome.Completed).ToList();
        if (ended is [])
            return;
        var holds = await OpenHolds.LockAsync(
            transaction, [.. ended.Select(settlement => settlement.GenerationId).Distinct()],
            ended.Any(settlement => settlement.IsReleased), cancellation);
        foreach (var settlement in ended)
            if (settlement.IsReleased)
                holds.Release(settlement.GenerationId, settlement.JobIndex);
            else
                holds.Capture(settlement.GenerationId, settlement.JobIndex);
        await holds.WriteAsync(cancellation);
        await DropAsync(transaction, ended, cancellation);
    }

    /// <summary>Drops what jobs have only until they end.</summary>
    static async Task DropAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Settlement> ended, CancellationToken cancellation)
    {
        await Images.Previews.DropAsync(
            transaction, [.. ended.Select(settlement => settlement.JobId)], cancellation);
        await StartingPictures.DropAsync(
            transaction, [.. ended.Select(settlement => settlement.JobId)], cancellation);
    }

    /// <remarks>
    /// The queue's lock of the workspace is held, so of two images that end at once the second sees the first: one of
    /// them, and only one, finds the generation finished.
    /// </remarks>
    async Task<IReadOnlyList<GenerationEvent>> TellAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Settlement> changed, CancellationToken cancellation)
    {
        var (workspace, id) = (changed[0].WorkspaceId, changed[0].GenerationId);
        if (await Generations.ReadAsync(transaction.Connection!, workspace, id, cancellation) is not { } generation)
            return []; // deleted meanwhile
        var told = changed.Select(settlement => new GenerationEvent
        {
            Type = EventOf(settlement.Outcome)!,
            GenerationId = id,
            Image = generation.Images.Single(image => image.Id == settlement.JobId),
        }).ToList();
        if (GenerationStatus.IsFinal(generation.Status))
        {
            await Generations.FinishAsync(transaction, id, generation.Status, cancellation);
            told.Add(Finished(generation));
        }
        await events.WriteAsync(transaction, workspace, told, cancellation);
        return told;
    }

    /// <remarks>What was cancelled while it waited had no attempt.</remarks>
    static void Count(IReadOnlyList<Settlement> settlements, IReadOnlyList<GenerationEvent> told)
    {
        foreach (var settlement in settlements)
            if (settlement.RunMs > 0 || settlement.Outcome == SettleOutcome.LeaseLost)
                Meters.Ended(settlement.Outcome.ToString());
        foreach (var image in told.Where(item => item.Type == EventType.ImageCompleted).Select(item => item.Image!))
            Meters.Stored(image.Model, image.Seconds ?? 0, image.Cost ?? 0);
    }

    static GenerationEvent Finished(Generation generation) => new()
    {
        Type = EventType.GenerationFinished,
        GenerationId = generation.Id,
        Generation = generation,
    };

    /// <summary>What clients are told; null where nothing changed for them.</summary>
    static string? EventOf(SettleOutcome outcome) => outcome switch
    {
        SettleOutcome.Completed => EventType.ImageCompleted,
        SettleOutcome.Cancelled => EventType.ImageCancelled,
        SettleOutcome.Discarded => EventType.ImageFailed,
        SettleOutcome.Requeued => EventType.ImageRequeued,
        _ => null,
    };
}
