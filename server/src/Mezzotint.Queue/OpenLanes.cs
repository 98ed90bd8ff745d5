using Dapper;
using Npgsql;

namespace Mezzotint.Queue;

/// <summary>The lanes of some workspaces, locked: generations are decided in memory, and enqueued together.</summary>
/// <remarks>
/// Nobody else adds to these lanes or takes from them until the transaction ends, so what waits is known. Call it
/// before the ledger, as all of the queue.
/// </remarks>
public sealed class OpenLanes
{
    const string Lock = "select workspace_id, waiting_count from queue_lock(@workspaces, @limits)";

    const string Write = """
        select queue_enqueue_all(
            @generations, @workspaces, @models, @classes, @memory, @operations, @costHints, @attempts, @timeLimits,
            @owners, @jobs, @indexes, @payloads::jsonb[])
        """;

    readonly NpgsqlTransaction _transaction;
    readonly Dictionary<Guid, long> _waiting;
    readonly List<JobBatch> _added = [];

    OpenLanes(NpgsqlTransaction transaction, Dictionary<Guid, long> waiting)
    {
        (_transaction, _waiting) = (transaction, waiting);
    }

    /// <summary>Locks the workspaces of some generations, and gives them the limits that these bring.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="wanted">What <see cref="Enqueue"/> may be asked for.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    public static async Task<OpenLanes> LockAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<JobBatch> wanted, CancellationToken cancellation)
    {
        var limits = wanted.GroupBy(batch => batch.WorkspaceId)
            .ToDictionary(batches => batches.Key, batches => batches.Last().ParallelLimit);
        var waiting = await transaction.Connection!.QueryAsync<(Guid Workspace, long Count)>(new CommandDefinition(
            Lock, new { workspaces = limits.Keys.ToArray(), limits = limits.Values.ToArray() }, transaction,
            cancellationToken: cancellation));
        return new OpenLanes(transaction, waiting.ToDictionary(row => row.Workspace, row => row.Count));
    }

    /// <summary>How many jobs of a workspace wait, those that were enqueued here among them.</summary>
    public long WaitingCount(Guid workspaceId) => _waiting.GetValueOrDefault(workspaceId);

    /// <summary>Adds the jobs of a generation.</summary>
    public void Enqueue(JobBatch batch)
    {
        ArgumentOutOfRangeException.ThrowIfZero(batch.Jobs.Count);
        _waiting[batch.WorkspaceId] = WaitingCount(batch.WorkspaceId) + batch.Jobs.Count;
        _added.Add(batch);
    }

    /// <summary>Writes what was enqueued, in the same order.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        if (_added is not [])
            await _transaction.Connection!.ExecuteAsync(new CommandDefinition(
                Write, Rows(), _transaction, cancellationToken: cancellation));
    }

    object Rows()
    {
        var jobs = _added.SelectMany((batch, place) =>
            batch.Jobs.Select((job, index) => (Owner: place + 1, Index: index, Job: job))).ToList();
        return new
        {
            generations = _added.Select(batch => batch.GenerationId).ToArray(),
            workspaces = _added.Select(batch => batch.WorkspaceId).ToArray(),
            models = _added.Select(batch => batch.ModelKey).ToArray(),
            classes = _added.Select(batch => batch.SpeedClass).ToArray(),
            memory = _added.Select(batch => InSteps(batch.MinimumMemoryBytes)).ToArray(),
            operations = _added.Select(batch => batch.Operation).ToArray(),
            costHints = _added.Select(batch => batch.CostHintMs).ToArray(),
            attempts = _added.Select(batch => batch.MaxAttempts).ToArray(),
            timeLimits = _added.Select(batch => batch.TimeLimitSeconds).ToArray(),
            owners = jobs.Select(job => job.Owner).ToArray(),
            jobs = jobs.Select(job => job.Job.JobId).ToArray(),
            indexes = jobs.Select(job => job.Index).ToArray(),
            payloads = jobs.Select(job => job.Job.Payload).ToArray(),
        };
    }

    static long InSteps(long bytes) =>
        (bytes + QueueRules.MemoryStepBytes - 1) / QueueRules.MemoryStepBytes * QueueRules.MemoryStepBytes;
}
