using Dapper;
using Npgsql;

namespace Mezzotint.Queue;

/// <summary>What waits and runs, for clients and metrics. Reads only, and locks nothing.</summary>
public sealed class Backlog(NpgsqlDataSource database)
{
    const int CountLimit = 1000;

    /// <summary>Jobs behind one that are counted before those in front of it: most who ask have just come.</summary>
    const int NearEnd = 50;

    const int PaceJobs = 200;

    // Lanes of other workspaces are counted up to the bound, in no order. The job is found before its state is asked:
    // a plan that was made while no job waited would read the index of those that wait from end to end.
    const string Position = """
        with asked as materialized (
            select workspace_id, band_id, sequence, state from queue_job where job_id = @jobId),
        mine as (
            select j.workspace_id, j.sequence, b.speed_class, l.served, l.head
            from asked j
            join queue_band b on b.band_id = j.band_id
            join queue_lane l on l.workspace_id = j.workspace_id and l.band_id = j.band_id
            where j.state = 'available'),
        own as (
            select coalesce(sum(case
                when behind.job_count < @NearEnd then least(l.waiting_count - behind.job_count, @CountLimit)
                else (
                    select count(*) from (
                        select 1 from queue_job j
                        where j.workspace_id = l.workspace_id and j.band_id = l.band_id and j.state = 'available'
                            and j.sequence < m.sequence
                        limit @CountLimit) bounded)
                end), 0) as job_count
            from mine m
            join queue_lane l on l.workspace_id = m.workspace_id and l.waiting_count > 0
            cross join lateral (
                select count(*) as job_count from (
                    select 1 from queue_job j
                    where j.workspace_id = l.workspace_id and j.band_id = l.band_id and j.state = 'available'
                        and j.sequence >= m.sequence
                    limit @NearEnd) bounded) behind),
        other as (
            select l.waiting_count, (l.served, l.head) < (m.served, m.head) as is_before from mine m
            join queue_band b on b.speed_class >= m.speed_class
            join queue_lane l on l.band_id = b.band_id and l.head is not null and l.workspace_id <> m.workspace_id
            limit @CountLimit)
        select
            (own.job_count
                + coalesce(sum(least(other.waiting_count, own.job_count + other.is_before::int)), 0))::bigint,
            own.job_count >= @CountLimit or count(other.waiting_count) >= @CountLimit
        from mine cross join own left join other on true group by own.job_count
        """;

    const string Load = """
        select coalesce((
                select sum(l.waiting_count) from queue_lane l where l.workspace_id = w.workspace_id), 0)::bigint,
            w.running_count, w.parallel_limit
        from queue_workspace w where w.workspace_id = @workspaceId
        """;

    const string Waiting = """
        select workspace_id, sum(waiting_count) from queue_lane
        where workspace_id = any (@workspaceIds) and waiting_count > 0 group by workspace_id
        """;

    const string Classes = """
        select b.speed_class::int, sum(l.waiting_count)::bigint, count(distinct l.workspace_id),
            extract(epoch from now() - min(j.enqueued_at))::float8
        from queue_lane l
        join queue_band b on b.band_id = l.band_id
        join queue_job j on j.workspace_id = l.workspace_id and j.band_id = l.band_id and j.sequence = l.head
            and j.state = 'available'
        where l.head is not null
        group by b.speed_class order by b.speed_class
        """;

    // As if a job were added now: behind all of its workspace's, otherwise as above.
    const string PositionOfNext = """
        with own as (
            select (
                select coalesce(sum(waiting_count), 0) from queue_lane where workspace_id = @workspaceId) as job_count,
                coalesce((select served from queue_workspace where workspace_id = @workspaceId), 0) as served),
        other as (
            select l.waiting_count, l.served <= own.served as is_before from own
            join queue_band b on b.speed_class >= @speedClass
            join queue_lane l on l.band_id = b.band_id and l.head is not null and l.workspace_id <> @workspaceId
            limit @CountLimit)
        select
            (own.job_count
                + coalesce(sum(least(other.waiting_count, own.job_count + other.is_before::int)), 0))::bigint,
            count(other.waiting_count) >= @CountLimit
        from own left join other on true group by own.job_count
        """;

    // Of the jobs that ended last, those of the model if there are any.
    const string Pace = """
        select coalesce(avg(ended.seconds) filter (where b.model_key = @modelKey), avg(ended.seconds))::float8,
            (select count(*) from queue_worker
                where last_seen_at >= now() - make_interval(secs => @AliveSeconds) and @modelKey = any (models))::int,
            (select count(*) from queue_job where state = 'running')::int
        from (
            select band_id, extract(epoch from finalized_at - started_at) as seconds from queue_job
            where finalized_at > now() - interval '1 day' and state = 'completed'
            order by finalized_at desc limit @PaceJobs) ended
        join queue_band b on b.band_id = ended.band_id
        """;

    const string Running = """
        select generation_id as GenerationId, job_id as JobId, job_index as JobIndex, step, step_count as StepCount
        from queue_job where state = 'running' and workspace_id = @workspaceId
            and (@generationId is null or generation_id = @generationId)
        order by job_id
        """;

    const string OfGenerations = """
        select generation_id as GenerationId, job_id as JobId, job_index as JobIndex, state, step,
            step_count as StepCount, attempt, max_attempts as MaxAttempts,
            cancel_asked_at is not null and state = 'running' as IsCancelAsked, enqueued_at as EnqueuedAt,
            started_at as StartedAt, finalized_at as FinalizedAt, worker_id as WorkerId,
            replace(failure, '-', '') as Failure, failure_sentence as FailureSentence, failure_code as FailureCode
        from queue_job where generation_id = any (@generationIds) order by generation_id, job_index
        """;

    const string UnfinishedOfModel = """
        select (select coalesce(sum(l.waiting_count), 0) from queue_lane l
                join queue_band b on b.band_id = l.band_id where b.model_key = @modelKey)
            + (select count(*) from queue_job j
                join queue_band b on b.band_id = j.band_id where b.model_key = @modelKey and j.state = 'running')
        """;

    // Two indexes, for what waits and for what runs.
    const string Unfinished = """
        select generation_id from queue_job where workspace_id = @workspaceId and state = 'available'
        union
        select generation_id from queue_job where workspace_id = @workspaceId and state = 'running'
        order by generation_id
        """;

    const string Has = """
        select exists (select 1 from queue_job where job_id = @jobId and workspace_id = @workspaceId)
        """;

    /// <summary>How many jobs are before one, counted with bounded cost; null where it does not wait.</summary>
    public async Task<QueuePosition?> PositionAsync(Guid jobId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QueryFirstOrDefaultAsync<(long Ahead, bool IsAtLeast)?>(
            new CommandDefinition(Position, new { jobId, CountLimit, NearEnd }, cancellationToken: cancellation));
        return row is { } found ? new QueuePosition(found.Ahead, found.IsAtLeast) : null;
    }

    /// <summary>How many jobs would be before one that a workspace added now.</summary>
    public async Task<QueuePosition> PositionOfNextAsync(
        Guid workspaceId, int speedClass, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (ahead, isAtLeast) = await connection.QuerySingleAsync<(long, bool)>(new CommandDefinition(
            PositionOfNext, new { workspaceId, speedClass, CountLimit }, cancellationToken: cancellation));
        return new QueuePosition(ahead, isAtLeast);
    }

    /// <summary>How fast jobs of a model end, and who could take one.</summary>
    public async Task<QueuePace> PaceAsync(string modelKey, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (seconds, workers, running) = await connection.QuerySingleAsync<(double?, int, int)>(new CommandDefinition(
            Pace, new { modelKey, PaceJobs, QueueRules.AliveSeconds }, cancellationToken: cancellation));
        return new QueuePace(seconds, workers, running);
    }

    /// <summary>How far a workspace's running jobs are, or those of one generation of it.</summary>
    public async Task<IReadOnlyList<RunningJob>> RunningAsync(
        Guid workspaceId, Guid? generationId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<RunningJob>(new CommandDefinition(
            Running, new { workspaceId, generationId }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Whether a job is a workspace's, and not so old that it was forgotten.</summary>
    public static Task<bool> HasAsync(
        NpgsqlConnection connection, Guid workspaceId, Guid jobId, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            Has, new { workspaceId, jobId }, cancellationToken: cancellation));

    /// <summary>What a workspace has in the queue; zeros where it never had anything.</summary>
    public static async Task<WorkspaceLoad> OfWorkspaceAsync(
        NpgsqlConnection connection, Guid workspaceId, CancellationToken cancellation)
    {
        var (waiting, running, limit) = await connection.QueryFirstOrDefaultAsync<(long, int, int)>(
            new CommandDefinition(Load, new { workspaceId }, cancellationToken: cancellation));
        return new WorkspaceLoad(waiting, running, limit);
    }

    /// <summary>How many jobs of some workspaces wait; those that have none are left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, long>> WaitingAsync(
        NpgsqlConnection connection, Guid[] workspaceIds, CancellationToken cancellation) =>
        (await connection.QueryAsync<(Guid Workspace, long Count)>(new CommandDefinition(
            Waiting, new { workspaceIds }, cancellationToken: cancellation)))
        .ToDictionary(row => row.Workspace, row => row.Count);

    /// <summary>What waits in each class that has something, slowest first. Its cost is the number of lanes.</summary>
    public async Task<IReadOnlyList<ClassBacklog>> OfClassesAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<(int, long, long, double)>(
            new CommandDefinition(Classes, cancellationToken: cancellation));
        return [.. rows.Select(row => new ClassBacklog(row.Item1, row.Item2, row.Item3, row.Item4))];
    }

    /// <summary>How many jobs of a model wait or run.</summary>
    public async Task<long> UnfinishedOfModelAsync(string modelKey, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(UnfinishedOfModel, new { modelKey }, cancellationToken: cancellation));
    }

    /// <summary>The jobs of a generation in order.</summary>
    public async Task<IReadOnlyList<JobStatus>> OfGenerationAsync(Guid generationId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await OfGenerationsAsync(connection, [generationId], cancellation);
    }

    /// <summary>The jobs of some generations, in order within each, as a transaction of the caller sees them.</summary>
    public static async Task<IReadOnlyList<JobStatus>> OfGenerationsAsync(
        NpgsqlConnection connection, Guid[] generationIds, CancellationToken cancellation) =>
        (await connection.QueryAsync<JobStatus>(new CommandDefinition(
            OfGenerations, new { generationIds }, cancellationToken: cancellation))).AsList();
    /// <summary>A workspace's generations that are not finished, in the order in which they are to be locked.</summary>
    public static async Task<IReadOnlyList<Guid>> UnfinishedAsync(
        NpgsqlTransaction transaction, Guid workspaceId, CancellationToken cancellation) =>
        (await transaction.Connection!.QueryAsync<Guid>(new CommandDefinition(
            Unfinished, new { workspaceId }, transaction, cancellationToken: cancellation))).AsList();
}
