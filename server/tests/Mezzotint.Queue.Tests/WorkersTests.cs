namespace Mezzotint.Queue.Tests;

public sealed class WorkersTests : IAsyncLifetime
{
    TestQueue _queue = null!;
    WorkerSession _worker = null!;

    public async ValueTask InitializeAsync()
    {
        _queue = await TestQueue.CreateAsync();
        _worker = await _queue.RegisterAsync();
    }

    [Fact]
    public async Task One_identity_is_one_living_process()
    {
        var second = _worker with { SessionId = TestQueue.NewId() };
        Assert.Equal(RegisterResult.AlreadyAlive, await RegisterAsync(second));
        Assert.Equal(RegisterResult.Registered, await RegisterAsync(_worker));
        Assert.Equal(NothingReason.QueueEmpty, (await _queue.ClaimAsync(_worker)).Nothing);
    }

    [Fact]
    public async Task A_process_that_left_is_followed_at_once()
    {
        await _queue.Workers.LeaveAsync(_worker, TestQueue.Cancellation);
        Assert.Equal(RegisterResult.Registered, await RegisterAsync(_worker with { SessionId = TestQueue.NewId() }));
        Assert.Equal(NothingReason.NotRegistered, (await _queue.ClaimAsync(_worker)).Nothing);
    }

    [Fact]
    public async Task A_process_that_was_not_seen_for_long_is_followed()
    {
        await _queue.ExecuteAsync("update queue_worker set last_seen_at = now() - interval '31 seconds'");
        Assert.Equal(0, await _queue.Workers.CountAliveAsync(TestQueue.Cancellation));
        Assert.Equal(RegisterResult.Registered, await RegisterAsync(_worker with { SessionId = TestQueue.NewId() }));
    }

    [Fact]
    public async Task A_heartbeat_keeps_the_identity()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId()));
        var job = await _queue.ClaimOneAsync(_worker);
        await _queue.ExecuteAsync("update queue_worker set last_seen_at = now() - interval '31 seconds'");
        await _queue.HeartbeatAsync(job);
        Assert.Equal(RegisterResult.AlreadyAlive, await RegisterAsync(_worker with { SessionId = TestQueue.NewId() }));
    }

    [Fact]
    public async Task Of_many_that_start_at_once_one_works()
    {
        var identity = TestQueue.NewId();
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            RegisterAsync(new WorkerSession(identity, TestQueue.NewId()))));
        Assert.Single(results, RegisterResult.Registered);
    }

    Task<RegisterResult> RegisterAsync(WorkerSession worker) =>
        _queue.Workers.RegisterAsync(worker, "a worker", TestQueue.Able, TestQueue.Cancellation);

    public ValueTask DisposeAsync() => _queue.DisposeAsync();
}
