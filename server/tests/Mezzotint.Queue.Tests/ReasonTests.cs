namespace Mezzotint.Queue.Tests;

public sealed class ReasonTests : IAsyncLifetime
{
    TestQueue _queue = null!;
    WorkerSession _worker = null!;

    public async ValueTask InitializeAsync()
    {
        _queue = await TestQueue.CreateAsync();
        _worker = await _queue.RegisterAsync();
    }

    [Fact]
    public Task The_queue_is_empty() => AssertNothingAsync(NothingReason.QueueEmpty);

    [Fact]
    public async Task What_waits_is_for_other_models()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId()) with { ModelKey = "huge" });
        await AssertNothingAsync(NothingReason.NoJobForModels);
    }

    [Fact]
    public async Task What_waits_needs_more_memory()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId()) with { MinimumMemoryBytes = 9L << 30 });
        await AssertNothingAsync(NothingReason.TooLittleMemory);
    }

    [Fact]
    public async Task Every_workspace_runs_as_many_as_it_may()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId(), 2, limit: 1));
        await _queue.ClaimOneAsync(_worker);
        await AssertNothingAsync(NothingReason.WorkspacesAtLimit);
    }

    [Fact]
    public async Task A_worker_that_nobody_registered_gets_nothing()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId()));
        var stranger = new WorkerSession(_worker.WorkerId, TestQueue.NewId());
        Assert.Equal(NothingReason.NotRegistered, (await _queue.ClaimAsync(stranger)).Nothing);
    }

    async Task AssertNothingAsync(NothingReason expected)
    {
        var result = await _queue.ClaimAsync(_worker, 5);
        Assert.Equal((0, expected), (result.Jobs.Count, result.Nothing));
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();
}
