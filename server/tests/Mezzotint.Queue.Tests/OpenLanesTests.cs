namespace Mezzotint.Queue.Tests;

/// <summary>Generations that are enqueued in one go.</summary>
public sealed class OpenLanesTests
{
    [Fact]
    public async Task Generations_of_one_go_wait_in_their_order_in_the_lanes_that_are_theirs()
    {
        await using var queue = await TestQueue.CreateAsync();
        var (first, second) = (TestQueue.NewId(), TestQueue.NewId());
        await queue.EnqueueAsync(TestQueue.Batch(first));
        JobBatch[] wanted =
        [
            TestQueue.Batch(second, 2), TestQueue.Batch(first, 3), TestQueue.Batch(first) with { ModelKey = "blue" },
            TestQueue.Batch(second) with { MinimumMemoryBytes = 1 },
        ];

        long[] waiting = await EnqueueAsync(queue, wanted, first, second);
        Assert.Equal([5, 3], waiting);

        await queue.AssertCountsAsync();
        Assert.Equal((5, 3),
            ((await queue.LoadAsync(first)).WaitingCount, (await queue.LoadAsync(second)).WaitingCount));
        var worker = await queue.RegisterAsync();
        var claimed = new List<(Guid Workspace, Guid Generation, int Index)>();
        while ((await queue.ClaimAsync(worker)).Jobs is [var job])
            claimed.Add((job.WorkspaceId, job.GenerationId, job.JobIndex));
        foreach (var batch in wanted)
            Assert.Equal(Enumerable.Range(0, batch.Jobs.Count),
                claimed.Where(job => job.Generation == batch.GenerationId).Select(job => job.Index));
        Assert.Equal(8, claimed.Count);
    }

    [Fact]
    public async Task A_limit_that_changed_counts_for_what_waits_already()
    {
        await using var queue = await TestQueue.CreateAsync();
        var workspace = TestQueue.NewId();
        await queue.EnqueueAsync(TestQueue.Batch(workspace, 3, limit: 1));
        var worker = await queue.RegisterAsync();
        await queue.ClaimOneAsync(worker);
        Assert.Empty((await queue.ClaimAsync(worker)).Jobs);

        await EnqueueAsync(queue, [TestQueue.Batch(workspace, 1, limit: 2) with { ModelKey = "blue" }], workspace);

        await queue.AssertCountsAsync();
        Assert.Single((await queue.ClaimAsync(worker)).Jobs);
        Assert.Empty((await queue.ClaimAsync(worker)).Jobs);
    }

    [Fact]
    public async Task Sets_of_the_same_workspaces_in_any_order_do_not_wait_for_each_other_in_a_circle()
    {
        await using var queue = await TestQueue.CreateAsync();
        var workspaces = Enumerable.Range(0, 6).Select(_ => TestQueue.NewId()).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(async () =>
        {
            var random = new Random(n);
            for (var round = 0; round < 10; round++)
                await EnqueueAsync(queue,
                    [.. workspaces.OrderBy(_ => random.Next()).Take(4).Select(id => TestQueue.Batch(id))]);
        })));

        await queue.AssertCountsAsync();
        var loads = await Task.WhenAll(workspaces.Select(queue.LoadAsync));
        Assert.Equal(640, loads.Sum(load => load.WaitingCount));
    }

    static Task<long[]> EnqueueAsync(TestQueue queue, IReadOnlyList<JobBatch> wanted, params Guid[] asked) =>
        queue.InTransactionAsync(async transaction =>
        {
            var lanes = await OpenLanes.LockAsync(transaction, wanted, TestQueue.Cancellation);
            foreach (var batch in wanted)
                lanes.Enqueue(batch);
            await lanes.WriteAsync(TestQueue.Cancellation);
            return asked.Select(lanes.WaitingCount).ToArray();
        });
}
