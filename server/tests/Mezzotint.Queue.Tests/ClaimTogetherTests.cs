namespace Mezzotint.Queue.Tests;

/// <summary>Workers whose claims share a transaction.</summary>
public sealed class ClaimTogetherTests
{
    [Fact]
    public async Task Each_worker_has_an_outcome_of_its_own()
    {
        await using var queue = await TestQueue.CreateAsync();
        Guid[] workspaces = [TestQueue.NewId(), TestQueue.NewId()];
        foreach (var workspace in workspaces)
            await queue.EnqueueAsync(TestQueue.Batch(workspace, 3, limit: 1));
        WorkerSession[] workers =
        [
            await queue.RegisterAsync(), new(TestQueue.NewId(), TestQueue.NewId()), await queue.RegisterAsync(),
            await queue.RegisterAsync(),
        ];

        var results = await ClaimAsync(queue, workers);

        Assert.Equal(
            [null, NothingReason.NotRegistered, null, NothingReason.WorkspacesAtLimit],
            results.Select(result => result.Nothing));
        Assert.Equal(
            workspaces.Order(), results.SelectMany(result => result.Jobs).Select(job => job.WorkspaceId).Order());
        await queue.AssertCountsAsync();
    }

    /// <summary>Few workspaces and many sets, so that they meet; some workers ask by two servers at once.</summary>
    [Fact]
    public async Task Sets_of_workers_at_once_get_each_job_once_and_never_wait_in_a_circle()
    {
        const int JobCount = 240;
        await using var queue = await TestQueue.CreateAsync();
        for (var n = 0; n < 6; n++)
            await queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId(), JobCount / 6));
        var workers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => queue.RegisterAsync()));

        var claimed = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(async () =>
        {
            var random = new Random(n);
            var jobs = new List<ClaimedJob>();
            while (true)
            {
                var results = await ClaimAsync(queue, [.. workers.OrderBy(_ => random.Next()).Take(4)]);
                jobs.AddRange(results.SelectMany(result => result.Jobs));
                if (results.All(result => result.Nothing == NothingReason.QueueEmpty))
                    return jobs;
            }
        })));

        Assert.Equal(JobCount, claimed.SelectMany(jobs => jobs).Select(job => job.JobId).Distinct().Count());
        Assert.Equal(JobCount, claimed.Sum(jobs => jobs.Count));
        await queue.AssertCountsAsync();
    }

    static Task<IReadOnlyList<ClaimResult>> ClaimAsync(TestQueue queue, IReadOnlyList<WorkerSession> workers) =>
        queue.InTransactionAsync(transaction => Jobs.ClaimAsync(
            transaction, [.. workers.Select(worker => new ClaimRequest(worker, TestQueue.Able, 60))],
            TestQueue.Cancellation));
}
