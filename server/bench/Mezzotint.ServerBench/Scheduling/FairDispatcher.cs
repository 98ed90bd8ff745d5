using Mezzotint.Queue;
using Mezzotint.Queue.Decisions;

namespace Mezzotint.ServerBench.Scheduling;

/// <summary>The queue's own rules.</summary>
sealed class FairDispatcher(IReadOnlyList<string> models) : IDispatcher
{
    const long WorkerBytes = 16L << 30;

    readonly QueueSimulation _queue = new();
    readonly Dictionary<Guid, SimulatedJob> _jobs = [];

    public void Enqueue(SimulatedWorkspace workspace, IReadOnlyList<SimulatedJob> jobs)
    {
        foreach (var job in jobs)
            _jobs.Add(job.Id, job);
        _queue.Enqueue(new JobBatch
        {
            GenerationId = jobs[0].Id,
            WorkspaceId = workspace.Id,
            ParallelLimit = workspace.Plan.Parallel,
            SpeedClass = workspace.Plan.SpeedClass,
            ModelKey = workspace.Model.Name,
            Operation = "text-to-image",
            Jobs = [.. jobs.Select(job => new NewJob(job.Id, ""))],
        });
    }

    public SimulatedJob? Claim(SimulatedWorker worker)
    {
        var (ids, _) = _queue.Claim(worker.Id, new WorkerAbilities(worker.Loaded, models, WorkerBytes), 1);
        return ids.Count > 0 ? _jobs[ids[0]] : null;
    }

    public void Complete(SimulatedJob job) => _queue.Complete(job.Id);
}
