using System.Numerics;

namespace Mezzotint.Queue.Decisions;

/// <summary>The queue's rules in memory: the same choices as the database, without one.</summary>
/// <remarks>
/// For simulations, and the judge of the SQL: tests run both and compare every choice. One caller at a time. There is
/// no clock in it: who runs it says when a lease is lost or a job's time is up. Every worker that was named is alive.
/// </remarks>
public sealed class QueueSimulation
{
    readonly Dictionary<Guid, Workspace> _workspaces = [];
    readonly Dictionary<(string ModelKey, int SpeedClass, long MemoryBytes), Band> _bands = [];
    readonly Dictionary<Guid, Job> _jobs = [];
    readonly Dictionary<Guid, Worker> _workers = [];
    long _sequence;
    long _served;

    /// <summary>Adds the jobs of a generation.</summary>
    /// <returns>How many jobs of the workspace wait now.</returns>
    public int Enqueue(JobBatch batch)
    {
        if (!_workspaces.TryGetValue(batch.WorkspaceId, out var workspace))
            _workspaces.Add(batch.WorkspaceId, workspace = new Workspace());
        var steps = (batch.MinimumMemoryBytes + QueueRules.MemoryStepBytes - 1) / QueueRules.MemoryStepBytes;
        var band = BandOf(batch.ModelKey, batch.SpeedClass, steps * QueueRules.MemoryStepBytes);
        foreach (var added in batch.Jobs)
        {
            var job = new Job(added.JobId, workspace, ++_sequence, batch.MaxAttempts) { Band = band };
            _jobs.Add(added.JobId, job);
            Wait(job);
        }
        workspace.ParallelLimit = batch.ParallelLimit;
        Refile(workspace);
        return workspace.Lanes.Values.Sum(lane => lane.Jobs.Count);
    }

    /// <summary>Gives a workspace another limit.</summary>
    public void SetParallelLimit(Guid workspaceId, int parallelLimit)
    {
        var workspace = _workspaces[workspaceId];
        workspace.ParallelLimit = parallelLimit;
        Refile(workspace);
    }

    /// <summary>Names a worker, or says what it can do now.</summary>
    public void Register(Guid workerId, WorkerAbilities abilities)
    {
        if (!_workers.TryGetValue(workerId, out var worker))
            _workers.Add(workerId, worker = new Worker());
        worker.Models = [.. abilities.RunnableModels];
        worker.MemoryBytes = abilities.MemoryBytes / QueueRules.MemoryStepBytes * QueueRules.MemoryStepBytes;
    }

    /// <summary>The ids of the jobs that a worker gets, or why there is none.</summary>
    public (IReadOnlyList<Guid> JobIds, NothingReason? Nothing) Claim(
        Guid workerId, WorkerAbilities abilities, int count)
    {
        Register(workerId, abilities);
        var worker = _workers[workerId];
        if (worker.Running.Any(job => job.IsAlone))
            return ([], NothingReason.RunsAlone);
        HashSet<string> loaded = [.. abilities.LoadedModels];
        List<Guid> given = [];
        while (given.Count < count && !worker.Running.Any(job => job.IsAlone))
        {
            var lane = Next(worker, loaded, isSlotted: true);
            if (lane is null && worker.Running.Count == 0)
                lane = Next(worker, loaded, isSlotted: false);
            if (lane is null)
                break;
            given.Add(Give(lane, worker).Id);
            loaded.Add(lane.Band.ModelKey);
        }
        return (given, given.Count > 0 ? null : Reason(worker));
    }

    /// <summary>Ends a job whose result is stored.</summary>
    public SettleOutcome Complete(Guid jobId) => Settle(_jobs[jobId], SettleOutcome.Completed);

    /// <summary>Ends an attempt that failed.</summary>
    public SettleOutcome Fail(Guid jobId, Failure failure)
    {
        var job = _jobs[jobId];
        var isAgain = failure.Kind != FailureKind.Permanent && job.Attempt < job.MaxAttempts;
        if (isAgain && !job.IsCancelAsked && failure is { Kind: FailureKind.OutOfMemory, SmallerPayload: null })
        {
            var larger = _workers.Values
                .Where(worker => worker.MemoryBytes > job.Worker!.MemoryBytes
                    && worker.Models.Contains(job.Band.ModelKey))
                .Select(worker => (long?)worker.MemoryBytes).Min();
            isAgain = larger is not null;
            if (larger is { } memory)
                job.Band = BandOf(job.Band.ModelKey, job.Band.SpeedClass, memory);
        }
        return Settle(job, isAgain ? SettleOutcome.Requeued : SettleOutcome.Discarded);
    }

    /// <summary>Takes a lease back; the attempt does not count.</summary>
    public SettleOutcome Release(Guid jobId)
    {
        _jobs[jobId].Attempt--;
        return Settle(_jobs[jobId], SettleOutcome.Requeued);
    }

    /// <summary>A lease ran out.</summary>
    public SettleOutcome Lose(Guid jobId) => Settle(
        _jobs[jobId],
        _jobs[jobId].Attempt < _jobs[jobId].MaxAttempts ? SettleOutcome.Requeued : SettleOutcome.Discarded);

    /// <summary>A job ran longer than it may.</summary>
    public SettleOutcome RunOutOfTime(Guid jobId) => Settle(_jobs[jobId], SettleOutcome.Discarded);

    /// <summary>Cancels a job that waits, and asks the worker of one that runs.</summary>
    public SettleOutcome Cancel(Guid jobId)
    {
        var job = _jobs[jobId];
        if (job.Worker is not null)
        {
            job.IsCancelAsked = true;
            return SettleOutcome.CancelAsked;
        }
        if (!job.Workspace.LaneOf(job.Band).Jobs.Remove(job))
            return SettleOutcome.AlreadyFinal;
        job.Band.WaitingCount--;
        Refile(job.Workspace);
        return SettleOutcome.Cancelled;
    }

    /// <summary>
    /// Class by the worker's turn, then the workspace served longest ago, then the oldest job; and among the first
    /// lanes one whose model is loaded, unless the first was passed over too often.
    /// </summary>
    static Lane? Choose(Worker worker, IReadOnlyList<Band> bands, HashSet<string> loaded, bool isSlotted)
    {
        int[] classes = [.. bands.Select(band => band.SpeedClass).Distinct().OrderDescending()];
        if (classes.Length == 0)
            return null;
        var due = BitOperations.TrailingZeroCount(++worker.Turn);
        var speedClass = classes[due < classes.Length ? due : 0];
        var first = bands.Where(band => band.SpeedClass == speedClass)
            .SelectMany(band => band.Open(isSlotted).Take(QueueRules.LookAhead))
            .OrderBy(lane => lane.Key).Take(QueueRules.LookAhead).ToList();
        var near = first.FindIndex(lane => loaded.Contains(lane.Band.ModelKey));
        var isPass = near > 0 && worker.Passes[speedClass] < QueueRules.PassLimit;
        worker.Passes[speedClass] = isPass ? worker.Passes[speedClass] + 1 : 0;
        return first[isPass ? near : 0];
    }

    Lane? Next(Worker worker, HashSet<string> loaded, bool isSlotted) => Choose(
        worker,
        [.. _bands.Values.Where(band => worker.CanRun(band) && band.Open(isSlotted).Count > 0)],
        loaded, isSlotted);

    Job Give(Lane lane, Worker worker)
    {
        var job = lane.Jobs.Min!;
        lane.Jobs.Remove(job);
        lane.Band.WaitingCount--;
        job.Attempt++;
        job.Worker = worker;
        job.IsAlone = job.Workspace.ParallelLimit == 0;
        worker.Running.Add(job);
        job.Workspace.RunningCount++;
        job.Workspace.Served = ++_served;
        Refile(job.Workspace);
        return job;
    }

    NothingReason Reason(Worker worker)
    {
        var waiting = _bands.Values.Where(band => band.WaitingCount > 0).ToList();
        var runnable = waiting.Where(band => worker.Models.Contains(band.ModelKey)).ToList();
        var fitting = runnable.Where(worker.CanRun).ToList();
        return waiting.Count == 0 ? NothingReason.QueueEmpty
            : runnable.Count == 0 ? NothingReason.NoJobForModels
            : fitting.Count == 0 ? NothingReason.TooLittleMemory
            : fitting.Any(band => band.Open(true).Count + band.Open(false).Count > 0) ? NothingReason.WorkerNotIdle
            : NothingReason.WorkspacesAtLimit;
    }

    static SettleOutcome Settle(Job job, SettleOutcome outcome)
    {
        job.Worker!.Running.Remove(job);
        job.Worker = null;
        job.Workspace.RunningCount--;
        outcome = job.IsCancelAsked ? SettleOutcome.Cancelled : outcome;
        if (outcome == SettleOutcome.Requeued)
            Wait(job);
        Refile(job.Workspace);
        return outcome;
    }

    static void Wait(Job job)
    {
        job.Workspace.LaneOf(job.Band).Jobs.Add(job);
        job.Band.WaitingCount++;
    }

    /// <summary>Puts a workspace's lanes where they belong now: a set must not change under its order.</summary>
    static void Refile(Workspace workspace)
    {
        foreach (var lane in workspace.Lanes.Values)
        {
            lane.Place?.Remove(lane);
            lane.Place = null;
            if (lane.Jobs.Count == 0 || workspace.RunningCount >= Math.Max(workspace.ParallelLimit, 1))
                continue;
            lane.Key = (workspace.Served, lane.Jobs.Min!.Sequence);
            lane.Place = lane.Band.Open(workspace.ParallelLimit > 0);
            lane.Place.Add(lane);
        }
    }

    Band BandOf(string modelKey, int speedClass, long memoryBytes)
    {
        if (!_bands.TryGetValue((modelKey, speedClass, memoryBytes), out var band))
            _bands.Add((modelKey, speedClass, memoryBytes), band = new Band(modelKey, speedClass, memoryBytes));
        return band;
    }

    sealed class Workspace
    {
        public Dictionary<Band, Lane> Lanes { get; } = [];

        public int ParallelLimit { get; set; }

        public int RunningCount { get; set; }

        public long Served { get; set; }

        public Lane LaneOf(Band band)
        {
            if (!Lanes.TryGetValue(band, out var lane))
                Lanes.Add(band, lane = new Lane(band));
            return lane;
        }
    }

    sealed class Band(string modelKey, int speedClass, long memoryBytes)
    {
        readonly SortedSet<Lane> _slotted = new(LaneOrder);
        readonly SortedSet<Lane> _unslotted = new(LaneOrder);

        static readonly Comparer<Lane> LaneOrder = Comparer<Lane>.Create((a, b) => a.Key.CompareTo(b.Key));

        public string ModelKey { get; } = modelKey;

        public int SpeedClass { get; } = speedClass;

        public long MemoryBytes { get; } = memoryBytes;

        public int WaitingCount { get; set; }

        public SortedSet<Lane> Open(bool isSlotted) => isSlotted ? _slotted : _unslotted;
    }

    sealed class Lane(Band band)
    {
        public Band Band { get; } = band;

        public SortedSet<Job> Jobs { get; } =
            new(Comparer<Job>.Create((a, b) => a.Sequence.CompareTo(b.Sequence)));

        public SortedSet<Lane>? Place { get; set; }

        public (long Served, long Head) Key { get; set; }
    }

    sealed class Job(Guid id, Workspace workspace, long sequence, int maxAttempts)
    {
        public Guid Id { get; } = id;

        public Workspace Workspace { get; } = workspace;

        public long Sequence { get; } = sequence;

        public int MaxAttempts { get; } = maxAttempts;

        public required Band Band { get; set; }

        public int Attempt { get; set; }

        public Worker? Worker { get; set; }

        public bool IsAlone { get; set; }

        public bool IsCancelAsked { get; set; }
    }

    sealed class Worker
    {
        public HashSet<Job> Running { get; } = [];

        public int[] Passes { get; } = new int[QueueRules.FastestClass + 1];

        public HashSet<string> Models { get; set; } = [];

        public long MemoryBytes { get; set; }

        public long Turn { get; set; }

        public bool CanRun(Band band) => Models.Contains(band.ModelKey) && band.MemoryBytes <= MemoryBytes;
    }
}
