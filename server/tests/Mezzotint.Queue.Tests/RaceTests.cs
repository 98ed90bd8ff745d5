using System.Collections.Concurrent;

namespace Mezzotint.Queue.Tests;

public sealed class RaceTests : IAsyncLifetime
{
    const int Claimers = 32;

    const string OverLimit =
        "select count(*) from queue_workspace where running_count > greatest(parallel_limit, 1)";

    TestQueue _queue = null!;

    public async ValueTask InitializeAsync() => _queue = await TestQueue.CreateAsync();

    [Fact]
    public async Task No_job_is_claimed_twice_and_none_is_left()
    {
        for (var workspace = 0; workspace < 40; workspace++)
            await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId(), 10, speedClass: workspace % 4));
        var claimed = new ConcurrentBag<Guid>();
        await RaceAsync(async worker =>
        {
            while (await _queue.ClaimAsync(worker, 2) is { Nothing: not NothingReason.QueueEmpty } result)
                foreach (var job in result.Jobs)
                    claimed.Add(job.JobId);
        });
        Assert.Equal(400, claimed.Count);
        Assert.Equal(400, claimed.Distinct().Count());
        await _queue.AssertCountsAsync();
    }

    [Fact]
    public async Task One_workspace_feeds_all_claimers()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId(), 100));
        var claimed = new ConcurrentBag<Guid>();
        await RaceAsync(async worker =>
        {
            while ((await _queue.ClaimAsync(worker)).Jobs is [var job])
                claimed.Add(job.JobId);
        });
        Assert.Equal(100, claimed.Distinct().Count());
    }

    [Fact]
    public async Task No_workspace_runs_more_than_it_may_while_everything_happens_at_once()
    {
        var workspaces = Enumerable.Range(0, 6).Select(_ => TestQueue.NewId()).ToArray();
        foreach (var (index, workspace) in workspaces.Index())
            await _queue.EnqueueAsync(TestQueue.Batch(workspace, 20, limit: index % 4));
        await RaceAsync(async worker =>
        {
            var random = new Random(worker.WorkerId.GetHashCode());
            for (var turn = 0; turn < 12; turn++)
            {
                await _queue.EnqueueAsync(
                    TestQueue.Batch(workspaces[turn % 6], 1, limit: turn % 6 % 4) with
                    {
                        ModelKey = random.Next(2) == 0 ? "red" : "blue",
                    });
                foreach (var job in (await _queue.ClaimAsync(worker, 2)).Jobs)
                    await (random.Next(5) switch
                    {
                        0 => _queue.FailAsync(job, FailureKind.Retryable),
                        1 => _queue.ReleaseAsync(job),
                        2 => _queue.CancelAsync(job.GenerationId),
                        3 => ExpireAndReclaimAsync(job),
                        _ => (Task)_queue.CompleteAsync(job),
                    });
                await using var command = _queue.DataSource.CreateCommand(OverLimit);
                Assert.Equal(0L, await command.ExecuteScalarAsync(TestQueue.Cancellation));
            }
        });
        await _queue.AssertCountsAsync();
    }

    async Task ExpireAndReclaimAsync(ClaimedJob job)
    {
        await _queue.ExpireAsync(job.JobId);
        await _queue.ReclaimAsync();
    }

    async Task RaceAsync(Func<WorkerSession, Task> run)
    {
        var workers = new List<WorkerSession>();
        for (var claimer = 0; claimer < Claimers; claimer++)
            workers.Add(await _queue.RegisterAsync());
        await Task.WhenAll(workers.Select(worker => Task.Run(() => run(worker))));
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();
}
