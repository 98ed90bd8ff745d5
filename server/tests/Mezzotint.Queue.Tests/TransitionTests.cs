namespace Mezzotint.Queue.Tests;

public sealed class TransitionTests : IAsyncLifetime
{
    readonly Guid _ada = TestQueue.NewId();
    TestQueue _queue = null!;
    WorkerSession _worker = null!;

    public async ValueTask InitializeAsync()
    {
        _queue = await TestQueue.CreateAsync();
        _worker = await _queue.RegisterAsync();
    }

    [Fact]
    public async Task A_job_is_claimed_and_completed()
    {
        var batch = TestQueue.Batch(_ada, count: 2);
        Assert.Equal(2, await _queue.EnqueueAsync(batch));
        var job = await _queue.ClaimOneAsync(_worker);
        Assert.Equal(
            (batch.Jobs[0].JobId, batch.GenerationId, 0, _ada, "red", "text-to-image", """{"seed": 0}""", 1, 300),
            (job.JobId, job.GenerationId, job.JobIndex, job.WorkspaceId, job.ModelKey, job.Operation, job.Payload,
                job.Attempt, job.TimeLimitSeconds));
        var settled = await _queue.CompleteAsync(job);
        Assert.Equal(
            (SettleOutcome.Completed, batch.GenerationId, 0, _ada, 1),
            (settled.Outcome, settled.GenerationId, settled.JobIndex, settled.WorkspaceId, settled.Attempt));
        Assert.Equal(
            [JobState.Completed, JobState.Available],
            (await _queue.Backlog.OfGenerationAsync(batch.GenerationId, TestQueue.Cancellation))
                .Select(status => status.State));
        await _queue.AssertCountsAsync();
    }

    [Fact]
    public async Task A_generation_is_enqueued_once()
    {
        var batch = TestQueue.Batch(_ada);
        await _queue.EnqueueAsync(batch);
        var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            _queue.EnqueueAsync(batch with { Jobs = [new NewJob(TestQueue.NewId(), "{}")] }));
        Assert.Equal("queue_job_generation", error.ConstraintName);
        await _queue.AssertCountsAsync();
    }

    [Fact]
    public async Task What_the_caller_rolls_back_did_not_happen()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(_ada));
        var job = await _queue.ClaimOneAsync(_worker);
        await using (var connection = await _queue.DataSource.OpenConnectionAsync(TestQueue.Cancellation))
        await using (var transaction = await connection.BeginTransactionAsync(TestQueue.Cancellation))
            await _queue.Jobs.CompleteAsync(transaction, job.Lease, TestQueue.Cancellation);
        Assert.Equal(JobState.Running, (await _queue.StatusAsync(job)).State);
        Assert.Equal(SettleOutcome.Completed, (await _queue.CompleteAsync(job)).Outcome);
    }

    [Fact]
    public async Task A_retryable_failure_is_tried_three_times_and_then_discarded()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(_ada));
        foreach (var expected in new[] { SettleOutcome.Requeued, SettleOutcome.Requeued, SettleOutcome.Discarded })
            Assert.Equal(
                expected, (await _queue.FailAsync(await _queue.ClaimOneAsync(_worker), FailureKind.Retryable)).Outcome);
        Assert.Equal(NothingReason.QueueEmpty, (await _queue.ClaimAsync(_worker)).Nothing);
        await _queue.AssertCountsAsync();
    }

    [Fact]
    public async Task A_permanent_failure_is_discarded_at_once_with_its_sentence()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(_ada));
        var job = await _queue.ClaimOneAsync(_worker);
        var settled = await _queue.FailAsync(job, FailureKind.Permanent);
        Assert.Equal(
            (SettleOutcome.Discarded, FailureKind.Permanent, "It broke."),
            (settled.Outcome, settled.Failure, settled.FailureSentence));
        Assert.Equal(FailureKind.Permanent, (await _queue.StatusAsync(job)).Failure);
    }

    [Fact]
    public async Task Out_of_memory_goes_to_a_larger_worker_and_not_to_an_equal_one()
    {
        var large = TestQueue.Able with { MemoryBytes = 16L << 30 };
        var largeWorker = await _queue.RegisterAsync(large);
        await _queue.EnqueueAsync(TestQueue.Batch(_ada));
        var settled = await _queue.FailAsync(await _queue.ClaimOneAsync(_worker), FailureKind.OutOfMemory);
        Assert.Equal(SettleOutcome.Requeued, settled.Outcome);
        Assert.Equal(NothingReason.TooLittleMemory, (await _queue.ClaimAsync(_worker)).Nothing);
        var again = await _queue.ClaimOneAsync(largeWorker, large);
        Assert.Equal(SettleOutcome.Discarded, (await _queue.FailAsync(again, FailureKind.OutOfMemory)).Outcome);
        await _queue.AssertCountsAsync();
    }

    [Fact]
    public async Task Out_of_memory_counts_no_worker_that_is_gone()
    {
        var large = await _queue.RegisterAsync(TestQueue.Able with { MemoryBytes = 16L << 30 });
        await _queue.Workers.LeaveAsync(large, TestQueue.Cancellation);
        await _queue.EnqueueAsync(TestQueue.Batch(_ada));
        var settled = await _queue.FailAsync(await _queue.ClaimOneAsync(_worker), FailureKind.OutOfMemory);
        Assert.Equal((SettleOutcome.Discarded, FailureKind.OutOfMemory), (settled.Outcome, settled.Failure));
    }

    [Fact]
    public async Task Out_of_memory_is_tried_again_with_a_smaller_payload()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(_ada));
        var job = await _queue.ClaimOneAsync(_worker);
        await _queue.FailAsync(job, FailureKind.OutOfMemory, """{"tile": 256}""");
        Assert.Equal("""{"tile": 256}""", (await _queue.ClaimOneAsync(_worker)).Payload);
    }

    [Fact]
    public async Task A_waiting_job_is_cancelled_at_once()
    {
        var batch = TestQueue.Batch(_ada, count: 3);
        await _queue.EnqueueAsync(batch);
        var one = Assert.Single(await _queue.CancelAsync(batch.GenerationId, 0));
        Assert.Equal((SettleOutcome.Cancelled, 0, true), (one.Outcome, one.JobIndex, one.IsReleased));
        Assert.Equal(batch.Jobs[1].JobId, (await _queue.ClaimOneAsync(_worker)).JobId);
        Assert.Equal(
            [SettleOutcome.AlreadyFinal, SettleOutcome.CancelAsked, SettleOutcome.Cancelled],
            (await _queue.CancelAsync(batch.GenerationId)).Select(settled => settled.Outcome));
        await _queue.AssertCountsAsync();
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("fail")]
    [InlineData("release")]
    [InlineData("reclaim")]
    [InlineData("time")]
    public async Task A_running_job_is_asked_and_the_next_write_settles_it(string write)
    {
        await _queue.EnqueueAsync(TestQueue.Batch(_ada));
        var job = await _queue.ClaimOneAsync(_worker);
        await _queue.CancelAsync(job.GenerationId);
        Assert.Equal(HeartbeatResult.CancelAsked, await _queue.HeartbeatAsync(job));
        Assert.True((await _queue.StatusAsync(job)).IsCancelAsked);
        if (write == "reclaim")
            await _queue.ExpireAsync(job.JobId);
        if (write == "time")
            await _queue.ExecuteAsync("update queue_job set started_at = started_at - interval '301 seconds'");
        var settled = write switch
        {
            "complete" => await _queue.CompleteAsync(job),
            "fail" => await _queue.FailAsync(job, FailureKind.OutOfMemory),
            "release" => Assert.Single(await _queue.ReleaseAsync(job)),
            _ => Assert.Single(await _queue.ReclaimAsync()),
        };
        Assert.Equal(SettleOutcome.Cancelled, settled.Outcome);
        Assert.Equal(JobState.Cancelled, (await _queue.StatusAsync(job)).State);
        await _queue.AssertCountsAsync();
    }

    [Fact]
    public async Task A_final_job_stays_as_it_is()
    {
        await _queue.EnqueueAsync(TestQueue.Batch(_ada));
        var job = await _queue.ClaimOneAsync(_worker);
        await _queue.CompleteAsync(job);
        Assert.Equal(
            SettleOutcome.AlreadyFinal, Assert.Single(await _queue.CancelAsync(job.GenerationId)).Outcome);
        Assert.Equal(JobState.Completed, (await _queue.StatusAsync(job)).State);
        Assert.Empty(await _queue.CancelAsync(TestQueue.NewId()));
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();
}
