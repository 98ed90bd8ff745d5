namespace Mezzotint.Queue.Tests;

public sealed class BacklogTests : IAsyncLifetime
{
    readonly Guid _ada = TestQueue.NewId();
    readonly Guid _bob = TestQueue.NewId();
    TestQueue _queue = null!;

    public async ValueTask InitializeAsync() => _queue = await TestQueue.CreateAsync();

    [Fact]
    public async Task A_position_counts_what_is_served_before()
    {
        var first = TestQueue.Batch(_bob, 50);
        var mine = TestQueue.Batch(_ada, 3);
        await _queue.EnqueueAsync(first);
        await _queue.EnqueueAsync(mine);
        // Turn by turn: bob, ada, bob, ada, bob, ada.
        Assert.Equal(new QueuePosition(0, false), await PositionAsync(first.Jobs[0].JobId));
        Assert.Equal(new QueuePosition(1, false), await PositionAsync(mine.Jobs[0].JobId));
        Assert.Equal(new QueuePosition(5, false), await PositionAsync(mine.Jobs[2].JobId));
        Assert.Null(await PositionAsync(TestQueue.NewId()));
    }

    [Fact]
    public async Task A_position_counts_faster_classes_and_not_slower_ones()
    {
        var mine = TestQueue.Batch(_ada, speedClass: 1);
        await _queue.EnqueueAsync(TestQueue.Batch(_bob, 5, speedClass: 0));
        await _queue.EnqueueAsync(TestQueue.Batch(_bob, 5, speedClass: 2) with { ModelKey = "blue" });
        await _queue.EnqueueAsync(mine);
        Assert.Equal(new QueuePosition(1, false), await PositionAsync(mine.Jobs[0].JobId));
    }

    [Fact]
    public async Task Counting_stops_at_its_bound()
    {
        var mine = TestQueue.Batch(_ada, 1200);
        await _queue.EnqueueAsync(mine);
        Assert.Equal(new QueuePosition(1000, true), await PositionAsync(mine.Jobs[1100].JobId));
    }

    [Fact]
    public async Task Loads_are_by_workspace_and_by_class()
    {
        var worker = await _queue.RegisterAsync();
        await _queue.EnqueueAsync(TestQueue.Batch(_ada, 3, limit: 2));
        await _queue.EnqueueAsync(TestQueue.Batch(_bob, 2, speedClass: 2));
        await _queue.ClaimAsync(worker, 2);
        await _queue.ExecuteAsync("update queue_job set enqueued_at = now() - interval '90 seconds'");
        Assert.Equal(
            new WorkspaceLoad(2, 1, 2), await _queue.LoadAsync(_ada));
        Assert.Equal(
            new WorkspaceLoad(0, 0, 0), await _queue.LoadAsync(Guid.Empty));
        var classes = await _queue.Backlog.OfClassesAsync(TestQueue.Cancellation);
        Assert.Equal([(0, 2L, 1L), (2, 1L, 1L)], classes.Select(c => (c.SpeedClass, c.WaitingCount, c.WorkspaceCount)));
        Assert.All(classes, c => Assert.InRange(c.OldestSeconds, 90, 600));
    }

    Task<QueuePosition?> PositionAsync(Guid jobId) => _queue.Backlog.PositionAsync(jobId, TestQueue.Cancellation);

    public ValueTask DisposeAsync() => _queue.DisposeAsync();
}
