using System.Numerics;

namespace Mezzotint.Queue.Claiming;

/// <summary>The first lanes of each class, from which is chosen for one worker after the other.</summary>
/// <remarks>
/// Which class: of those with an open lane, the fastest takes every turn of the worker that no slower one is due on;
/// the i-th after it is due on turns divisible by 2^i and not by 2^(i+1). So the i-th gets every 2^(i+1)th turn at
/// least, whatever waits before it. Within a class: the workspace served longest ago, then the oldest job. Of the first
/// <see cref="QueueRules.LookAhead"/> lanes one whose model is loaded goes first, at most
/// <see cref="QueueRules.PassLimit"/> times before the first does.
/// A workspace that was chosen goes behind all others of its classes, and whether it may run more is only known when it
/// is read again.
/// </remarks>
/// <param name="lanes">In the order of serving within each class; as many as matter, or all.</param>
sealed class LaneFront(IReadOnlyList<OpenLane> lanes)
{
    readonly ILookup<(bool IsSlotted, int SpeedClass), OpenLane> _lanes =
        lanes.ToLookup(lane => (lane.IsSlotted, lane.SpeedClass));

    readonly HashSet<Guid> _chosen = [];

    /// <summary>Chooses for a worker, as if it came after those before.</summary>
    /// <param name="claimant">Whose worker runs nothing alone.</param>
    /// <param name="mayRunAlone">Whether a job without a slot may be chosen where none with one waits.</param>
    /// <param name="choice">Null where nothing waits for it.</param>
    /// <returns>False where that depends on a workspace that was chosen before: read the lanes again.</returns>
    public bool TryChoose(Claimant claimant, bool mayRunAlone, out Choice? choice)
    {
        choice = null;
        var worker = claimant.Worker!;
        var classes = ClassesOf(isSlotted: true);
        if (classes is [] && mayRunAlone && !worker.IsRunning)
            classes = ClassesOf(isSlotted: false);
        if (classes is [])
            return true;
        if (classes.Any(lanes => lanes.All(IsChosen)))
            return false;
        var due = BitOperations.TrailingZeroCount(worker.Turn + 1);
        return TryChoose(claimant, classes[due < classes.Count ? due : 0], out choice);
    }

    bool TryChoose(Claimant claimant, IGrouping<(bool IsSlotted, int SpeedClass), OpenLane> lanes, out Choice? choice)
    {
        var first = lanes.Where(lane => !IsChosen(lane)).Take(QueueRules.LookAhead).ToList();
        var mayPass = claimant.Worker!.MayPass(lanes.Key.SpeedClass);
        var near = mayPass ? first.FindIndex(claimant.HasLoaded) : 0;
        choice = null;
        if (near < 0 && first.Count < QueueRules.LookAhead
            && lanes.Any(lane => IsChosen(lane) && claimant.HasLoaded(lane)))
            return false;
        choice = new Choice(claimant, first[Math.Max(near, 0)], IsPass: near > 0);
        _chosen.Add(choice.Lane.WorkspaceId);
        return true;
    }

    bool IsChosen(OpenLane lane) => _chosen.Contains(lane.WorkspaceId);

    /// <summary>The classes that have a lane, fastest first.</summary>
    List<IGrouping<(bool IsSlotted, int SpeedClass), OpenLane>> ClassesOf(bool isSlotted) =>
        [.. _lanes.Where(lanes => lanes.Key.IsSlotted == isSlotted).OrderByDescending(lanes => lanes.Key.SpeedClass)];
}
