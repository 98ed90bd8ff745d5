using Mezzotint.Queue.Decisions;

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

    /// <summary>Few workspaces with several lanes each, so that choices of one set depend on each other.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_set_of_workers_gets_what_they_would_get_one_after_the_other(int seed)
    {
        await using var queue = await TestQueue.CreateAsync();
        var random = new Random(seed);
        var simulation = new QueueSimulation();
        var workspaces = Enumerable.Range(0, 9).Select(_ => TestQueue.NewId()).ToArray();
        var workers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => queue.RegisterAsync()));
        var running = new List<ClaimedJob>();
        for (var step = 0; step < 40; step++)
        {
            for (var added = 0; added < 3; added++)
            {
                var place = random.Next(workspaces.Length);
                var batch = TestQueue.Batch(workspaces[place], random.Next(1, 5), place % 4, random.Next(3)) with
                {
                    ModelKey = TestQueue.Able.RunnableModels[random.Next(3)],
                };
                Assert.Equal(simulation.Enqueue(batch), await queue.EnqueueAsync(batch));
            }
            var requests = workers.OrderBy(_ => random.Next()).Take(random.Next(1, 9)).Select(worker =>
                new ClaimRequest(worker, TestQueue.Able with
                {
                    LoadedModels = random.GetItems([.. TestQueue.Able.RunnableModels], random.Next(2)),
                }, 60)).ToList();

            var results = await queue.InTransactionAsync(transaction =>
                Jobs.ClaimAsync(transaction, requests, TestQueue.Cancellation));

            foreach (var (request, result) in requests.Zip(results))
            {
                var (expected, nothing) = simulation.Claim(request.Worker.WorkerId, request.Abilities, 1);
                Assert.Equal(expected, result.Jobs.Select(job => job.JobId));
                Assert.Equal(nothing is null, result.Nothing is null);
                running.AddRange(result.Jobs);
            }
            foreach (var job in running.Where(_ => random.Next(2) == 0).ToList())
            {
                running.Remove(job);
                Assert.Equal(simulation.Complete(job.JobId), (await queue.CompleteAsync(job)).Outcome);
            }
        }
        await queue.AssertCountsAsync();
    }

    static Task<IReadOnlyList<ClaimResult>> ClaimAsync(TestQueue queue, IReadOnlyList<WorkerSession> workers) =>
        queue.InTransactionAsync(transaction => Jobs.ClaimAsync(
            transaction, [.. workers.Select(worker => new ClaimRequest(worker, TestQueue.Able, 60))],
            TestQueue.Cancellation));
}
