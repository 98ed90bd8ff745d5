namespace Mezzotint.Queue.Tests;

public sealed class OrderTests : IAsyncLifetime
{
    TestQueue _queue = null!;
    WorkerSession _worker = null!;

    public async ValueTask InitializeAsync()
    {
        _queue = await TestQueue.CreateAsync();
        _worker = await _queue.RegisterAsync();
    }

    [Fact]
    public async Task A_workspace_with_much_waits_for_no_longer_than_one_with_little()
    {
        var (flood, light) = (TestQueue.NewId(), TestQueue.NewId());
        await _queue.EnqueueAsync(TestQueue.Batch(flood, count: 50));
        await _queue.ClaimAsync(_worker, count: 10);
        await _queue.EnqueueAsync(TestQueue.Batch(light, count: 2));
        Assert.Equal([light, flood, light, flood], await NextAsync(4));
    }

    [Fact]
    public async Task Within_a_workspace_the_oldest_job_is_first_also_across_models()
    {
        var ada = TestQueue.NewId();
        JobBatch[] batches =
        [
            TestQueue.Batch(ada) with { ModelKey = "red" }, TestQueue.Batch(ada) with { ModelKey = "blue" },
            TestQueue.Batch(ada) with { ModelKey = "red" },
        ];
        foreach (var batch in batches)
            await _queue.EnqueueAsync(batch);
        foreach (var batch in batches)
        {
            // Nothing is loaded, so that the order is the workspace's own.
            var job = await _queue.ClaimOneAsync(_worker);
            Assert.Equal(batch.Jobs[0].JobId, job.JobId);
        }
    }

    [Fact]
    public async Task A_job_that_comes_back_is_first_in_its_workspace()
    {
        var ada = TestQueue.NewId();
        await _queue.EnqueueAsync(TestQueue.Batch(ada, count: 3));
        var job = await _queue.ClaimOneAsync(_worker);
        await _queue.FailAsync(job, FailureKind.Retryable);
        Assert.Equal(job.JobId, (await _queue.ClaimOneAsync(_worker)).JobId);
    }

    [Fact]
    public async Task Faster_classes_get_more_and_no_class_starves()
    {
        for (var speedClass = 0; speedClass < 4; speedClass++)
            await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId(), 40, speedClass: speedClass));
        var classes = new int[4];
        for (var turn = 0; turn < 32; turn++)
        {
            var job = await _queue.ClaimOneAsync(_worker);
            classes[await ClassOfAsync(job)]++;
            await _queue.CompleteAsync(job);
        }
        Assert.Equal([2, 4, 8, 18], classes);
    }

    [Fact]
    public async Task A_class_that_waits_alone_gets_every_turn()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId(), 5));
        Assert.Equal(5, (await _queue.ClaimAsync(_worker, 10)).Jobs.Count);
    }

    [Fact]
    public async Task A_loaded_model_goes_first_within_the_look_ahead()
    {
        await EnqueueWaitersAsync(QueueRules.LookAhead - 1);
        var near = TestQueue.NewId();
        await _queue.EnqueueAsync(TestQueue.Batch(near) with { ModelKey = "blue" });
        var job = await _queue.ClaimOneAsync(_worker, TestQueue.Able with { LoadedModels = ["blue"] });
        Assert.Equal(near, job.WorkspaceId);
    }

    [Fact]
    public async Task A_loaded_model_behind_the_look_ahead_waits()
    {
        var waiters = await EnqueueWaitersAsync(QueueRules.LookAhead);
        await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId()) with { ModelKey = "blue" });
        var job = await _queue.ClaimOneAsync(_worker, TestQueue.Able with { LoadedModels = ["blue"] });
        Assert.Equal(waiters[0], job.WorkspaceId);
    }

    [Fact]
    public async Task The_first_is_passed_over_so_often_and_no_more()
    {
        var first = Assert.Single(await EnqueueWaitersAsync(1));
        await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId(), 100) with { ModelKey = "blue" });
        var blue = TestQueue.Able with { LoadedModels = ["blue"] };
        for (var pass = 0; pass < QueueRules.PassLimit; pass++)
            Assert.Equal("blue", (await _queue.ClaimOneAsync(_worker, blue)).ModelKey);
        Assert.Equal(first, (await _queue.ClaimOneAsync(_worker, blue)).WorkspaceId);
    }

    [Fact]
    public async Task Several_jobs_at_once_are_of_one_model_where_the_order_allows()
    {
        foreach (var model in new[] { "red", "blue", "red", "blue", "red" })
            await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId()) with { ModelKey = model });
        var jobs = (await _queue.ClaimAsync(_worker, 3)).Jobs;
        Assert.Equal(["red", "red", "red"], jobs.Select(job => job.ModelKey));
    }

    [Fact]
    public async Task A_limit_is_over_all_jobs_of_a_workspace()
    {
        var ada = TestQueue.NewId();
        await _queue.EnqueueAsync(TestQueue.Batch(ada, 3, limit: 2));
        await _queue.EnqueueAsync(TestQueue.Batch(ada, 3, limit: 2, speedClass: 3) with { ModelKey = "blue" });
        var jobs = (await _queue.ClaimAsync(_worker, 10)).Jobs;
        Assert.Equal(2, jobs.Count);
        await _queue.CompleteAsync(jobs[0]);
        Assert.Single((await _queue.ClaimAsync(_worker, 10)).Jobs);
        await _queue.AssertCountsAsync();
    }

    [Fact]
    public async Task A_new_limit_counts_for_what_waits_already()
    {
        var ada = TestQueue.NewId();
        await _queue.EnqueueAsync(TestQueue.Batch(ada, 6, limit: 1));
        Assert.Single((await _queue.ClaimAsync(_worker, 10)).Jobs);
        await _queue.InTransactionAsync(async transaction =>
        {
            await Jobs.SetParallelLimitAsync(transaction, [ada, TestQueue.NewId()], 3, TestQueue.Cancellation);
            return 0;
        });
        Assert.Equal(2, (await _queue.ClaimAsync(_worker, 10)).Jobs.Count);
        await _queue.AssertCountsAsync();
    }

    async Task<List<Guid>> EnqueueWaitersAsync(int count)
    {
        List<Guid> workspaces = [];
        for (var waiter = 0; waiter < count; waiter++)
        {
            workspaces.Add(TestQueue.NewId());
            await _queue.EnqueueAsync(TestQueue.Batch(workspaces[^1]));
        }
        return workspaces;
    }

    async Task<List<Guid>> NextAsync(int count)
    {
        List<Guid> workspaces = [];
        for (var next = 0; next < count; next++)
            workspaces.Add((await _queue.ClaimOneAsync(_worker)).WorkspaceId);
        return workspaces;
    }

    async Task<short> ClassOfAsync(ClaimedJob job)
    {
        await using var command = _queue.DataSource.CreateCommand(
            $"select speed_class from queue_job join queue_band using (band_id) where job_id = '{job.JobId}'");
        return (short)(await command.ExecuteScalarAsync(TestQueue.Cancellation))!;
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();
}
