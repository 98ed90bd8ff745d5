namespace Mezzotint.Queue.Tests;

public sealed class LeaseTests : IAsyncLifetime
{
    TestQueue _queue = null!;
    WorkerSession _worker = null!;
    ClaimedJob _job = null!;

    public async ValueTask InitializeAsync()
    {
        _queue = await TestQueue.CreateAsync();
        _worker = await _queue.RegisterAsync();
        await _queue.EnqueueAsync(TestQueue.Batch(TestQueue.NewId()));
        _job = await _queue.ClaimOneAsync(_worker);
    }

    [Fact]
    public async Task A_heartbeat_renews_and_shows_the_step()
    {
        await _queue.ExpireAsync(_job.JobId);
        Assert.Equal(HeartbeatResult.Renewed, await _queue.HeartbeatAsync(_job));
        Assert.Empty(await _queue.ReclaimAsync());
        var status = await _queue.StatusAsync(_job);
        Assert.Equal((3, 20, _worker.WorkerId), (status.Step, status.StepCount, status.WorkerId));
    }

    [Fact]
    public async Task A_stale_lease_changes_nothing()
    {
        await _queue.ExpireAsync(_job.JobId);
        Assert.Equal(SettleOutcome.Requeued, Assert.Single(await _queue.ReclaimAsync()).Outcome);
        var again = await _queue.ClaimOneAsync(await _queue.RegisterAsync());
        Assert.Equal((_job.JobId, 2), (again.JobId, again.Attempt));

        Assert.Equal(HeartbeatResult.LeaseLost, await _queue.HeartbeatAsync(_job));
        Assert.Equal(SettleOutcome.LeaseLost, (await _queue.CompleteAsync(_job)).Outcome);
        Assert.Equal(SettleOutcome.LeaseLost, (await _queue.FailAsync(_job, FailureKind.Permanent)).Outcome);
        Assert.Empty(await _queue.ReleaseAsync(_job));

        Assert.Equal(JobState.Running, (await _queue.StatusAsync(again)).State);
        Assert.Equal(SettleOutcome.Completed, (await _queue.CompleteAsync(again)).Outcome);
        Assert.Equal(SettleOutcome.LeaseLost, (await _queue.CompleteAsync(again)).Outcome);
        await _queue.AssertCountsAsync();
    }

    [Fact]
    public async Task A_lease_that_ran_out_still_holds_until_it_is_reclaimed()
    {
        await _queue.ExpireAsync(_job.JobId);
        Assert.Equal(SettleOutcome.Completed, (await _queue.CompleteAsync(_job)).Outcome);
        Assert.Empty(await _queue.ReclaimAsync());
    }

    [Fact]
    public async Task A_job_that_kills_its_workers_is_set_aside_with_that_reason()
    {
        for (var attempt = 1; attempt < 3; attempt++)
        {
            await _queue.ExpireAsync(_job.JobId);
            Assert.Equal(SettleOutcome.Requeued, Assert.Single(await _queue.ReclaimAsync()).Outcome);
            _job = await _queue.ClaimOneAsync(_worker);
        }
        await _queue.ExpireAsync(_job.JobId);
        var settled = Assert.Single(await _queue.ReclaimAsync());
        Assert.Equal(
            (SettleOutcome.Discarded, FailureKind.WorkerLost, "The worker stopped answering in 3 of 3 attempts."),
            (settled.Outcome, settled.Failure, settled.FailureSentence));
        await _queue.AssertCountsAsync();
    }

    [Fact]
    public async Task A_job_that_runs_too_long_is_discarded_though_its_worker_is_alive()
    {
        await _queue.ExecuteAsync("update queue_job set started_at = started_at - interval '301 seconds'");
        var settled = Assert.Single(await _queue.ReclaimAsync());
        Assert.Equal(
            (SettleOutcome.Discarded, FailureKind.TimeLimit, "It ran longer than its limit of 300 seconds."),
            (settled.Outcome, settled.Failure, settled.FailureSentence));
        Assert.Equal(HeartbeatResult.LeaseLost, await _queue.HeartbeatAsync(_job));
    }

    [Fact]
    public async Task A_lease_that_is_handed_back_does_not_count_as_an_attempt()
    {
        for (var time = 0; time < 5; time++)
        {
            Assert.Equal(1, _job.Attempt);
            Assert.Equal(SettleOutcome.Requeued, Assert.Single(await _queue.ReleaseAsync(_job)).Outcome);
            _job = await _queue.ClaimOneAsync(_worker);
        }
        await _queue.AssertCountsAsync();
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();
}
