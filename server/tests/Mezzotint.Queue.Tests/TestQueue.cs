using Dapper;
using Npgsql;

namespace Mezzotint.Queue.Tests;

/// <summary>A queue on a database of its own, and short words for what tests do with it.</summary>
sealed class TestQueue : IAsyncDisposable
{
    const string LaneFaults = """
        select count(*) from (
            select w.workspace_id, b.band_id from queue_workspace w cross join queue_band b) place
        join queue_workspace w on w.workspace_id = place.workspace_id
        left join queue_lane l on l.workspace_id = place.workspace_id and l.band_id = place.band_id
        cross join lateral (
            select count(*) as waiting, min(j.sequence) as head from queue_job j
            where j.workspace_id = place.workspace_id and j.band_id = place.band_id and j.state = 'available') truth
        where (coalesce(l.waiting_count, 0), l.head) is distinct from (truth.waiting, truth.head)
            or truth.waiting > 0 and (l.served, l.is_slotted, l.is_open) is distinct from
                (w.served, w.parallel_limit > 0, w.running_count < greatest(w.parallel_limit, 1))
        """;

    const string RunningFaults = """
        select count(*) from queue_workspace w where w.running_count <> (
            select count(*) from queue_job j where j.workspace_id = w.workspace_id and j.state = 'running')
        """;

    readonly TestDatabase.TestDatabase _database;

    TestQueue(TestDatabase.TestDatabase database)
    {
        _database = database;
        Jobs = new Jobs(database.DataSource);
        Workers = new Workers(database.DataSource);
        Backlog = new Backlog(database.DataSource);
    }

    public static readonly WorkerAbilities Able = new([], ["red", "blue", "green"], 8L << 30);

    public Jobs Jobs { get; }

    public Workers Workers { get; }

    public Backlog Backlog { get; }

    public async Task<WorkspaceLoad> LoadAsync(Guid workspaceId)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(Cancellation);
        return await Backlog.OfWorkspaceAsync(connection, workspaceId, Cancellation);
    }

    public NpgsqlDataSource DataSource => _database.DataSource;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestQueue> CreateAsync() => new(await TestDatabase.TestDatabase.CreateAsync());

    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public static JobBatch Batch(Guid workspace, int count = 1, int limit = 100, int speedClass = 0) => new()
    {
        GenerationId = NewId(),
        WorkspaceId = workspace,
        ParallelLimit = limit,
        SpeedClass = speedClass,
        ModelKey = "red",
        Operation = "text-to-image",
        Jobs = [.. Enumerable.Range(0, count).Select(index => new NewJob(NewId(), $$"""{"seed": {{index}}}"""))],
    };

    public async Task<T> InTransactionAsync<T>(Func<NpgsqlTransaction, Task<T>> act)
    {
        await using var connection = await DataSource.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        var result = await act(transaction);
        await transaction.CommitAsync(Cancellation);
        return result;
    }

    public Task<int> EnqueueAsync(JobBatch batch) =>
        InTransactionAsync(transaction => Jobs.EnqueueAsync(transaction, batch, Cancellation));

    public async Task<WorkerSession> RegisterAsync(WorkerAbilities? abilities = null)
    {
        var worker = new WorkerSession(NewId(), NewId());
        Assert.Equal(
            RegisterResult.Registered,
            await Workers.RegisterAsync(worker, "a worker", abilities ?? Able, Cancellation));
        return worker;
    }

    public Task<ClaimResult> ClaimAsync(WorkerSession worker, int count = 1, WorkerAbilities? abilities = null) =>
        Jobs.ClaimAsync(new ClaimRequest(worker, abilities ?? Able, 60, count), Cancellation);

    public async Task<ClaimedJob> ClaimOneAsync(WorkerSession worker, WorkerAbilities? abilities = null) =>
        Assert.Single((await ClaimAsync(worker, 1, abilities)).Jobs);

    public Task<Settlement> CompleteAsync(ClaimedJob job) =>
        InTransactionAsync(transaction => Jobs.CompleteAsync(transaction, job.Lease, Cancellation));

    public Task<Settlement> FailAsync(ClaimedJob job, FailureKind kind, string? smaller = null) =>
        InTransactionAsync(transaction =>
            Jobs.FailAsync(transaction, job.Lease, new Failure(kind, "It broke.", smaller), Cancellation));

    public Task<IReadOnlyList<Settlement>> ReleaseAsync(params IEnumerable<ClaimedJob> jobs) =>
        InTransactionAsync(transaction =>
            Jobs.ReleaseAsync(transaction, [.. jobs.Select(job => job.Lease)], Cancellation));

    public Task<IReadOnlyList<Settlement>> ReclaimAsync() =>
        InTransactionAsync(transaction => Jobs.ReclaimAsync(transaction, 1000, Cancellation));

    public Task<IReadOnlyList<Settlement>> CancelAsync(Guid generation, int? index = null) =>
        InTransactionAsync(transaction => Jobs.CancelAsync(transaction, generation, index, Cancellation));

    public async Task<HeartbeatResult> HeartbeatAsync(ClaimedJob job) =>
        (await Jobs.HeartbeatAsync(job.Lease, new JobProgress(3, 20), 60, Cancellation)).Result;

    /// <summary>Time passes for a lease, without waiting for it.</summary>
    public Task ExpireAsync(Guid jobId) => ExecuteAsync(
        "update queue_job set lease_expires_at = now() - interval '1 second' where job_id = @jobId", new { jobId });

    public async Task<JobStatus> StatusAsync(ClaimedJob job) =>
        (await Backlog.OfGenerationAsync(job.GenerationId, Cancellation)).Single(status => status.JobId == job.JobId);

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await DataSource.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>Every count and flag that is kept must be what counting gives.</summary>
    public async Task AssertCountsAsync()
    {
        await using var connection = await DataSource.OpenConnectionAsync(Cancellation);
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>(LaneFaults));
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>(RunningFaults));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
