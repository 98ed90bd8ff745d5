using System.Numerics;

namespace Mezzotint.Queue.Claiming;

/// <summary>The first lanes of each class, from which is chosen for one worker after the other.</summary>
/// <remarks>
/// Which class: of those with an open lane, the fastest takes every turn of the worker that no slower one is due on;
/// the i-th after it is due on turns divisible by 2^i and not by 2^(i+1). So the i-th gets every 2^(i+1)th turn at
/// least, whatever waits before it. Within a class: the workspace served longest ago, then the oldest job. Of the first
/// <see cref="QueueRules.LookAhead"/> lanes one whose model is loaded goes first, at most
/// <see cref="QueueRules.PassLimit"/> times before the first does.
/// </remarks>
sealed class LaneFront
{
    readonly Dictionary<(bool IsSlotted, int SpeedClass), List<OpenLane>> _classes;
    readonly Dictionary<Guid, int> _slots;

    // Lanes of a workspace that has several in a class and was chosen: which of them is first is not known.
    readonly HashSet<OpenLane> _unsure = [];

    /// <param name="lanes">
    /// In the order of serving within each class: all, or as many as a look ahead and one more for each choice after
    /// the first.
    /// </param>
    public LaneFront(IReadOnlyList<OpenLane> lanes)
    {
        _classes = lanes.GroupBy(lane => (lane.IsSlotted, lane.SpeedClass))
            .ToDictionary(lanes => lanes.Key, lanes => lanes.ToList());
        _slots = lanes.GroupBy(lane => lane.WorkspaceId)
            .ToDictionary(lanes => lanes.Key, lanes => lanes.First().SlotCount);
    }

    /// <summary>Chooses for a worker, as if it came after those before.</summary>
    /// <param name="claimant">Whose worker runs nothing alone.</param>
    /// <param name="mayRunAlone">Whether a job without a slot may be chosen where none with one waits.</param>
    /// <param name="choice">Null where nothing waits for it.</param>
    /// <returns>False where it depends on what is not known before the lanes are read again.</returns>
    public bool TryChoose(Claimant claimant, bool mayRunAlone, out Choice? choice)
    {
        choice = null;
        var worker = claimant.Worker!;
        var classes = ClassesOf(isSlotted: true);
        if (classes is [] && mayRunAlone && !worker.IsRunning)
            classes = ClassesOf(isSlotted: false);
        if (classes is [])
            return true;
        var due = BitOperations.TrailingZeroCount(worker.Turn + 1);
        var speedClass = classes[due < classes.Count ? due : 0];
        var first = _classes[speedClass].Take(QueueRules.LookAhead).ToList();
        var near = worker.MayPass(speedClass.SpeedClass)
            ? first.FindIndex(lane => claimant.HasLoaded(lane) || _unsure.Contains(lane)) : 0;
        var lane = first[Math.Max(near, 0)];
        if (_unsure.Contains(lane))
            return false;
        choice = new Choice(claimant, lane, IsPass: near > 0);
        Serve(lane);
        return true;
    }

    /// <summary>A workspace goes behind all others of its classes, or out of them where it may not run more.</summary>
    void Serve(OpenLane chosen)
    {
        var isOpen = --_slots[chosen.WorkspaceId] > 0;
        foreach (var lanes in _classes.Values)
        {
            var own = lanes.Where(lane => lane.WorkspaceId == chosen.WorkspaceId).ToList();
            if (own is [])
                continue;
            lanes.RemoveAll(lane => lane.WorkspaceId == chosen.WorkspaceId);
            if (!isOpen)
                continue;
            var left = own
                .Select(lane => lane == chosen ? lane with { WaitingCount = lane.WaitingCount - 1 } : lane)
                .Where(lane => lane.WaitingCount > 0).OrderBy(lane => lane.Head).ToList();
            lanes.AddRange(left);
            if (left.Count > 1 && (own.Contains(chosen) || own.Any(_unsure.Contains)))
                _unsure.UnionWith(left);
        }
    }

    /// <summary>The classes that have a lane, fastest first.</summary>
    List<(bool IsSlotted, int SpeedClass)> ClassesOf(bool isSlotted) =>
        [.. _classes.Where(lanes => lanes.Key.IsSlotted == isSlotted && lanes.Value is not [])
            .Select(lanes => lanes.Key).OrderByDescending(key => key.SpeedClass)];
}
