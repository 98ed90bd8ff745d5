namespace Mezzotint.ServerBench.Scheduling;

/// <summary>
/// First come, first served, within each workspace's limit: what the queue's rules are compared with.
/// </summary>
sealed class ArrivalDispatcher : IDispatcher
{
    readonly Dictionary<Guid, Lane> _lanes = [];
    readonly SortedSet<Lane> _open = new(Comparer<Lane>.Create((a, b) => a.Key.CompareTo(b.Key)));
    long _sequence;

    public void Enqueue(SimulatedWorkspace workspace, IReadOnlyList<SimulatedJob> jobs)
    {
        if (!_lanes.TryGetValue(workspace.Id, out var lane))
            _lanes.Add(workspace.Id, lane = new Lane());
        Refile(lane, () =>
        {
            foreach (var job in jobs)
                lane.Waiting.Enqueue((++_sequence, job));
        });
    }

    public SimulatedJob? Claim(SimulatedWorker worker)
    {
        if (_open.Min is not { } lane)
            return null;
        SimulatedJob? job = null;
        Refile(lane, () =>
        {
            job = lane.Waiting.Dequeue().Job;
            lane.RunningCount++;
        });
        return job;
    }

    public void Complete(SimulatedJob job)
    {
        var lane = _lanes[job.Workspace.Id];
        Refile(lane, () => lane.RunningCount--);
    }

    /// <summary>Changes a lane while it is out of the order: a set must not change under it.</summary>
    void Refile(Lane lane, Action change)
    {
        _open.Remove(lane);
        change();
        if (lane.Waiting.TryPeek(out var head))
        {
            lane.Key = head.Sequence;
            if (lane.RunningCount < Math.Max(1, head.Job.Workspace.Plan.Parallel))
                _open.Add(lane);
        }
    }

    sealed class Lane
    {
        public Queue<(long Sequence, SimulatedJob Job)> Waiting { get; } = [];

        public int RunningCount { get; set; }

        public long Key { get; set; }
    }
}
