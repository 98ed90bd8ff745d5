using Mezzotint.Ledger;
using Mezzotint.Queue;
using Mezzotint.Server.Problems;

namespace Mezzotint.Server.Generations;

/// <summary>Which of the generations that are wanted at once can be: one after the other, all locked.</summary>
/// <param name="workspaces">Those that are there.</param>
/// <param name="usedKeys">Idempotency keys that have a generation; those of accepted ones come to it.</param>
/// <param name="lanes">What waits; jobs of accepted ones come to it.</param>
/// <param name="wallets">What can be paid; holds of accepted ones come to it.</param>
sealed class AcceptDecision(
    IReadOnlySet<Guid> workspaces, HashSet<(Guid WorkspaceId, string? Key)> usedKeys, OpenLanes lanes,
    OpenWallets wallets)
{
    /// <summary>Takes one, as if it came after those that were decided before; null, or why it cannot be.</summary>
    public AcceptResult? Refuse(WantedGeneration wanted)
    {
        var row = wanted.Row;
        if (!workspaces.Contains(row.WorkspaceId))
            return new AcceptResult.Refused(Problem.NotFound("workspace"));
        if (usedKeys.Contains((row.WorkspaceId, row.IdempotencyKey)))
            return new AcceptResult.KeyUsed();
        if (!wanted.Plan.Entitlements.WaitingJobs.Allows(lanes.WaitingCount(row.WorkspaceId) + row.ImageCount))
            return new AcceptResult.Refused(GenerationRefusal.TooManyWait(wanted.Plan));
        var held = wallets.Hold(wanted.Hold);
        if (GenerationRefusal.Answer(held, row.ImageMillicredits * row.ImageCount, wanted.Caller) is { } problem)
            return new AcceptResult.Refused(problem);
        lanes.Enqueue(wanted.Batch);
        if (row.IdempotencyKey is not null)
            usedKeys.Add((row.WorkspaceId, row.IdempotencyKey));
        return null;
    }
}
