namespace Mezzotint.Queue.Claiming;

/// <summary>A worker's request, and what it got so far.</summary>
sealed class Claimant(ClaimRequest request, LockedWorker? worker)
{
    readonly List<ClaimedJob> _jobs = [];
    readonly HashSet<string> _loaded = [.. request.Abilities.LoadedModels];
    NothingReason? _nothing;

    public ClaimRequest Request => request;

    /// <summary>Null where the request comes from none that is registered.</summary>
    public LockedWorker? Worker => worker;

    public bool HasJobs => _jobs.Count > 0;

    /// <summary>Whether it may get another job.</summary>
    public bool IsOpen => worker is { IsAlone: false } && _nothing is null
        && _jobs.Count < Math.Clamp(request.Count, 1, QueueRules.MaxClaim);

    /// <summary>Whether a model is in the worker's memory, or will be for a job that it got here.</summary>
    public bool HasLoaded(OpenLane lane) => _loaded.Contains(lane.ModelKey);

    public void Add(ClaimedJob job)
    {
        _jobs.Add(job);
        _loaded.Add(job.ModelKey);
    }

    /// <summary>There is nothing more for it.</summary>
    public void Close(NothingReason reason) => _nothing ??= reason;

    public ClaimResult Result() => HasJobs ? new ClaimResult(_jobs, null) : new ClaimResult([], worker switch
    {
        null => NothingReason.NotRegistered,
        { IsAlone: true } => NothingReason.RunsAlone,
        _ => _nothing,
    });
}
