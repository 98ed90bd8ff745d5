using Dapper;
using Mezzotint.Queue.Claiming;
using Npgsql;

namespace Mezzotint.Queue;

/// <summary>The queue: every change of a job's state, and nothing else changes one.</summary>
/// <remarks>
/// <code>
/// from        to          by                                            where
/// -           available   Enqueue
/// available   running     Claim                                         its workspace is under its limit
/// available   cancelled   Cancel
/// running     running     Heartbeat, Cancel (asks)                      the lease holds (heartbeat)
/// running     completed   Complete                                      the lease holds, no cancellation was asked
/// running     available   Fail, Release, Reclaim                        attempts are left; Release gives one back
/// running     discarded   Fail, Reclaim                                 permanent, no attempt left, or out of time
/// running     cancelled   Complete, Fail, Release, Reclaim              cancellation was asked
/// </code>
/// Completed, cancelled and discarded are final. Each transition is one call of one function of the database
/// (0003_queue.sql), which names the state that it leaves; docs/decisions/0010-queue.md says why they are functions.
/// Time is the database's. Those that take a transaction lock rows of the queue until it ends: call them before the
/// ledger in every transaction, so that two never wait for each other.
/// </remarks>
public sealed class Jobs(NpgsqlDataSource database)
{
    const int MaxContendedClaims = 20;

    const string Columns = """
        outcome, job_id as JobId, generation_id as GenerationId, job_index as JobIndex, workspace_id as WorkspaceId,
        operation, model_key as ModelKey, attempt, run_ms as RunMs, replace(failure, '-', '') as Failure,
        failure_sentence as FailureSentence
        """;

    const string Lock = "select workspace_id from queue_workspace where workspace_id = @workspaceId for no key update";

    // In the order in which all lock workspaces.
    const string Limit =
        "select queue_limit(id, @parallelLimit) from unnest(@workspaceIds) as asked (id) order by id";

    const string Heartbeat = """
        with renewed as (
            update queue_job set
                lease_expires_at = now() + make_interval(secs => @leaseSeconds), step = @Step, step_count = @StepCount
            where job_id = @JobId and state = 'running' and lease_token = @Token
            returning worker_id, cancel_asked_at, workspace_id, generation_id),
        seen as (
            update queue_worker w set last_seen_at = now() from renewed r
            where w.worker_id = r.worker_id and w.last_seen_at < now() - interval '5 seconds')
        select cancel_asked_at is not null, workspace_id, generation_id from renewed
        """;

    const string Leased = """
        select workspace_id from queue_job where job_id = @JobId and state = 'running' and lease_token = @Token
        """;

    const string Complete = $"select {Columns} from queue_complete(@JobId, @Token)";

    const string Fail =
        $"select {Columns} from queue_fail(@JobId, @Token, @kind, @Sentence, @SmallerPayload::jsonb, @AliveSeconds)";

    const string Coded = "update queue_job set failure_code = @code where job_id = @jobId";

    const string Release = $"select {Columns} from queue_release(@ids, @tokens)";

    const string Reclaim = $"select {Columns} from queue_reclaim(@count)";

    const string Cancel = $"select {Columns} from queue_cancel(@generationId, @jobIndex)";

    const string Prune = """
        with old as (
            select job_id, state from queue_job
            where finalized_at < now() - make_interval(days => @days)
                and (state = 'completed' or payload <> '{}')
            order by finalized_at limit @count for update skip locked),
        gone as (
            delete from queue_job j using old where j.job_id = old.job_id and old.state = 'completed'
            returning j.job_id),
        emptied as (
            update queue_job j set payload = '{}' from old where j.job_id = old.job_id and old.state <> 'completed'
            returning j.job_id)
        select ((select count(*) from gone) + (select count(*) from emptied))::int
        """;

    /// <summary>Adds the jobs of a generation; <see cref="OpenLanes"/> does so for several at once.</summary>
    /// <returns>How many jobs of the workspace wait now, these among them, for the plan's limit on them.</returns>
    public async Task<int> EnqueueAsync(NpgsqlTransaction transaction, JobBatch batch, CancellationToken cancellation)
    {
        var lanes = await OpenLanes.LockAsync(transaction, [batch], cancellation);
        lanes.Enqueue(batch);
        await lanes.WriteAsync(cancellation);
        return (int)lanes.WaitingCount(batch.WorkspaceId);
    }

    /// <summary>
    /// Keeps a workspace's jobs as they are until the transaction ends, for who is about to lock what comes after the
    /// queue.
    /// </summary>
    public Task LockAsync(NpgsqlTransaction transaction, Guid workspaceId, CancellationToken cancellation) =>
        Connection(transaction).ExecuteAsync(new CommandDefinition(
            Lock, new { workspaceId }, transaction, cancellationToken: cancellation));

    /// <summary>Gives workspaces another limit, also for what waits already: their plan changed.</summary>
    public static Task SetParallelLimitAsync(
        NpgsqlTransaction transaction, Guid[] workspaceIds, int parallelLimit, CancellationToken cancellation) =>
        Connection(transaction).ExecuteAsync(new CommandDefinition(
            Limit, new { workspaceIds, parallelLimit }, transaction, cancellationToken: cancellation));

    /// <summary>Gives a worker up to <see cref="ClaimRequest.Count"/> jobs, those that are next for it.</summary>
    public async Task<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        for (var tried = 1; ; tried++)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var result = (await ClaimAsync(transaction, [request], cancellation))[0];
            await transaction.CommitAsync(cancellation);
            if (result.Nothing != NothingReason.Contended || tried == MaxContendedClaims)
                return result;
        }
    }

    /// <summary>
    /// The same for several workers, as if one asked after the other, in a transaction of the caller, who tells clients
    /// of it and commits at once.
    /// </summary>
    /// <remarks>
    /// Until then nobody else gets a job of the same workspaces. <see cref="NothingReason.Contended"/>: commit, and ask
    /// again in a new transaction.
    /// </remarks>
    public static async Task<IReadOnlyList<ClaimResult>> ClaimAsync(
        NpgsqlTransaction transaction, IReadOnlyList<ClaimRequest> requests, CancellationToken cancellation)
    {
        var ids = requests.Select(request => request.Worker.WorkerId).Distinct().ToArray();
        var workers = await WorkersLock.TakeAsync(transaction, ids, cancellation);
        var claimants = requests.Select(request => new Claimant(request,
            workers.GetValueOrDefault(request.Worker.WorkerId) is { } worker
                && worker.Session == request.Worker.SessionId ? worker : null)).ToList();
        foreach (var alike in claimants.Where(claimant => claimant.Worker is not null).GroupBy(Abilities))
            await new ClaimRounds(transaction, [.. alike.First().Request.Abilities.RunnableModels], alike.Key.Memory)
                .RunAsync([.. alike], mayWait: requests.Count == 1, cancellation);
        return [.. claimants.Select(claimant => claimant.Result())];
    }

    /// <summary>Renews a lease and notes how far its job is.</summary>
    public async Task<Renewal> HeartbeatAsync(
        Lease lease, JobProgress progress, int leaseSeconds, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<(bool IsCancelAsked, Guid Workspace, Guid Generation)?>(
            new CommandDefinition(
                Heartbeat, new { lease.JobId, lease.Token, progress.Step, progress.StepCount, leaseSeconds },
                cancellationToken: cancellation));
        return row is not { } renewed ? new Renewal(HeartbeatResult.LeaseLost, Guid.Empty, Guid.Empty)
            : new Renewal(renewed.IsCancelAsked ? HeartbeatResult.CancelAsked : HeartbeatResult.Renewed,
                renewed.Workspace, renewed.Generation);
    }

    /// <summary>Whose job a lease is for; null where the lease was lost.</summary>
    public async Task<Guid?> FindWorkspaceAsync(Lease lease, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<Guid?>(
            new CommandDefinition(Leased, lease, cancellationToken: cancellation));
    }

    /// <summary>Ends a job whose result is stored: completed, or cancelled where that was asked before.</summary>
    public Task<Settlement> CompleteAsync(NpgsqlTransaction transaction, Lease lease, CancellationToken cancellation) =>
        SettleAsync(transaction, Complete, lease, lease, cancellation);

    /// <summary>Ends an attempt that failed: the job waits again, or is discarded, or cancelled if asked.</summary>
    public async Task<Settlement> FailAsync(
        NpgsqlTransaction transaction, Lease lease, Failure failure, CancellationToken cancellation)
    {
        var settlement = await SettleAsync(
            transaction, Fail, lease,
            new
            {
                lease.JobId,
                lease.Token,
                kind = failure.Kind switch
                {
                    FailureKind.Retryable => "retryable",
                    FailureKind.Permanent => "permanent",
                    FailureKind.OutOfMemory => "out-of-memory",
                    _ => throw new ArgumentException(
                        $"{failure.Kind} is found by the queue, not reported by a worker.", nameof(failure)),
                },
                failure.Sentence,
                failure.SmallerPayload,
                QueueRules.AliveSeconds,
            },
            cancellation);
        if (settlement.Outcome != SettleOutcome.LeaseLost)
            await Connection(transaction).ExecuteAsync(new CommandDefinition(
                Coded, new { code = failure.Code, jobId = lease.JobId }, transaction, cancellationToken: cancellation));
        return settlement;
    }

    /// <summary>Takes leases back from a worker that stops; the attempts do not count.</summary>
    /// <returns>One for each lease that held.</returns>
    public Task<IReadOnlyList<Settlement>> ReleaseAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Lease> leases, CancellationToken cancellation) =>
        SettleAllAsync(
            transaction, Release,
            new
            {
                ids = leases.Select(lease => lease.JobId).ToArray(),
                tokens = leases.Select(lease => lease.Token).ToArray(),
            },
            cancellation);

    /// <summary>A duty: ends attempts whose lease or time ran out, at most <paramref name="count"/>.</summary>
    public Task<IReadOnlyList<Settlement>> ReclaimAsync(
        NpgsqlTransaction transaction, int count, CancellationToken cancellation) =>
        SettleAllAsync(transaction, Reclaim, new { count }, cancellation);

    /// <summary>Cancels what waits of a generation, and asks the workers of what runs to stop.</summary>
    /// <param name="transaction">The caller's, in which credits are released.</param>
    /// <param name="generationId">The generation.</param>
    /// <param name="jobIndex">One image of it; null for all.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>One for each job: cancelled, asked, or final before; none for an unknown generation.</returns>
    public Task<IReadOnlyList<Settlement>> CancelAsync(
        NpgsqlTransaction transaction, Guid generationId, int? jobIndex, CancellationToken cancellation) =>
        SettleAllAsync(transaction, Cancel, new { generationId, jobIndex }, cancellation);

    /// <summary>A duty: deletes what ended long ago and says nothing that its caller has not kept.</summary>
    /// <remarks>
    /// Jobs that were completed go, at most <paramref name="count"/>; those that failed or were cancelled stay, as only
    /// they know why, but lose what they were asked for.
    /// </remarks>
    /// <param name="days">Days since their end.</param>
    /// <param name="count">Jobs at most.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>How many were changed.</returns>
    public async Task<int> PruneAsync(int days, int count, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            Prune, new { days, count }, cancellationToken: cancellation));
    }

    static (long Memory, string Models) Abilities(Claimant claimant) =>
        (claimant.Request.Abilities.MemoryBytes / QueueRules.MemoryStepBytes * QueueRules.MemoryStepBytes,
            string.Join('\n', claimant.Request.Abilities.RunnableModels.Order(StringComparer.Ordinal)));

    static async Task<Settlement> SettleAsync(
        NpgsqlTransaction transaction, string sql, Lease lease, object parameters, CancellationToken cancellation) =>
        (await SettleAllAsync(transaction, sql, parameters, cancellation)).SingleOrDefault()
            ?? new Settlement { Outcome = SettleOutcome.LeaseLost, JobId = lease.JobId };

    static async Task<IReadOnlyList<Settlement>> SettleAllAsync(
        NpgsqlTransaction transaction, string sql, object parameters, CancellationToken cancellation) =>
        (await Connection(transaction).QueryAsync<Settlement>(new CommandDefinition(
            sql, parameters, transaction, cancellationToken: cancellation))).AsList();

    static NpgsqlConnection Connection(NpgsqlTransaction transaction) => transaction.Connection
        ?? throw new ArgumentException("The transaction has ended.", nameof(transaction));
}
