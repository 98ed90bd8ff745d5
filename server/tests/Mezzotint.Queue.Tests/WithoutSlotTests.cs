namespace Mezzotint.Queue.Tests;

/// <summary>
/// Parallel 0: alone, one at a time, and only where no job of a workspace with slots could use the worker.
/// </summary>
public sealed class WithoutSlotTests : IAsyncLifetime
{
    readonly Guid _free = TestQueue.NewId();
    readonly Guid _paying = TestQueue.NewId();
    TestQueue _queue = null!;
    WorkerSession _worker = null!;

    public async ValueTask InitializeAsync()
    {
        _queue = await TestQueue.CreateAsync();
        _worker = await _queue.RegisterAsync();
        await _queue.EnqueueAsync(TestQueue.Batch(_free, 3, limit: 0, speedClass: 7));
    }

    [Fact]
    public async Task It_runs_one_at_a_time_also_on_two_workers()
    {
        var job = Assert.Single((await _queue.ClaimAsync(_worker, 10)).Jobs);
        var other = await _queue.RegisterAsync();
        Assert.Equal(NothingReason.WorkspacesAtLimit, (await _queue.ClaimAsync(other, 10)).Nothing);
        await _queue.CompleteAsync(job);
        Assert.Equal(_free, (await _queue.ClaimOneAsync(other)).WorkspaceId);
    }

    [Fact]
    public async Task Whoever_has_a_slot_goes_first_whatever_the_class()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(_paying, 2, speedClass: 0));
        Assert.Equal([_paying, _paying], (await _queue.ClaimAsync(_worker, 10)).Jobs.Select(job => job.WorkspaceId));
    }

    [Fact]
    public async Task A_worker_that_runs_something_takes_none()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(_paying));
        var job = await _queue.ClaimOneAsync(_worker);
        Assert.Equal(NothingReason.WorkerNotIdle, (await _queue.ClaimAsync(_worker)).Nothing);
        await _queue.CompleteAsync(job);
        Assert.Equal(_free, (await _queue.ClaimOneAsync(_worker)).WorkspaceId);
    }

    [Fact]
    public async Task A_worker_that_runs_one_takes_nothing_else()
    {
        var job = await _queue.ClaimOneAsync(_worker);
        await _queue.EnqueueAsync(TestQueue.Batch(_paying));
        Assert.Equal(NothingReason.RunsAlone, (await _queue.ClaimAsync(_worker)).Nothing);
        Assert.Equal(_paying, (await _queue.ClaimOneAsync(await _queue.RegisterAsync())).WorkspaceId);
        await _queue.FailAsync(job, FailureKind.Permanent);
        Assert.Equal(_free, (await _queue.ClaimOneAsync(_worker)).WorkspaceId);
    }

    [Fact]
    public async Task A_job_with_a_slot_that_this_worker_cannot_run_does_not_hold_it_back()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(_paying) with { ModelKey = "huge" });
        Assert.Equal(_free, (await _queue.ClaimOneAsync(_worker)).WorkspaceId);
    }

    [Fact]
    public async Task A_plan_with_slots_frees_what_waits()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(_free, 1, limit: 4));
        Assert.Equal(4, (await _queue.ClaimAsync(_worker, 10)).Jobs.Count);
        await _queue.AssertCountsAsync();
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();
}
