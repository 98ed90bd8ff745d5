using Mezzotint.Queue.Decisions;

namespace Mezzotint.Queue.Tests;

/// <summary>The same random operations on the database and in memory, where the rules are plain to read.</summary>
public sealed class SimulationTests
{
    static readonly string[] Models = ["red", "blue", "green"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_database_chooses_as_the_rules_do(int seed)
    {
        await using var queue = await TestQueue.CreateAsync();
        var random = new Random(seed);
        var simulation = new QueueSimulation();
        var workspaces = Enumerable.Range(0, 7).Select(_ => TestQueue.NewId()).ToArray();
        var workers = new List<(WorkerSession Session, WorkerAbilities Abilities)>();
        foreach (var size in new[] { 1, 1, 2, 4 })
        {
            var abilities = new WorkerAbilities([], [.. random.GetItems(Models, 3).Distinct()], (long)size << 30);
            workers.Add((await queue.RegisterAsync(abilities), abilities));
            simulation.Register(workers[^1].Session.WorkerId, abilities);
        }
        var enqueued = new List<(Guid JobId, Guid GenerationId, int Index)>();
        var running = new List<ClaimedJob>();
        for (var step = 0; step < 250; step++)
        {
            var choice = random.Next(10);
            if (choice < 3)
            {
                var place = random.Next(workspaces.Length);
                var batch = TestQueue.Batch(
                    workspaces[place], random.Next(1, 5), random.Next(20) == 0 ? random.Next(4) : place % 4,
                    place < 5 ? place % 3 : random.Next(4)) with
                {
                    ModelKey = Models[random.Next(3)],
                    MinimumMemoryBytes = random.Next(4) * (300L << 20),
                };
                Assert.Equal(simulation.Enqueue(batch), await queue.EnqueueAsync(batch));
                enqueued.AddRange(batch.Jobs.Select((job, index) => (job.JobId, batch.GenerationId, index)));
            }
            else if (choice < 7)
            {
                var (session, able) = workers[random.Next(workers.Count)];
                var abilities = able with { LoadedModels = random.GetItems(Models, random.Next(2)) };
                var count = random.Next(1, 4);
                var (expected, nothing) = simulation.Claim(session.WorkerId, abilities, count);
                var claimed = await queue.ClaimAsync(session, count, abilities);
                Assert.Equal(expected, claimed.Jobs.Select(job => job.JobId));
                Assert.Equal(nothing, claimed.Nothing);
                running.AddRange(claimed.Jobs);
            }
            else if (choice < 9 && running.Count > 0)
            {
                var job = running[random.Next(running.Count)];
                running.Remove(job);
                var (expected, found) = await SettleAsync(queue, simulation, job, random.Next(8));
                Assert.Equal(expected, found);
            }
            else if (enqueued.Count > 0)
            {
                var (jobId, generation, index) = enqueued[random.Next(enqueued.Count)];
                Assert.Equal(
                    simulation.Cancel(jobId), Assert.Single(await queue.CancelAsync(generation, index)).Outcome);
            }
        }
        await queue.AssertCountsAsync();
    }

    static async Task<(SettleOutcome Expected, SettleOutcome Found)> SettleAsync(
        TestQueue queue, QueueSimulation simulation, ClaimedJob job, int way)
    {
        var id = job.JobId;
        switch (way)
        {
            case 0:
                return (simulation.Fail(id, new Failure(FailureKind.Retryable, "")),
                    (await queue.FailAsync(job, FailureKind.Retryable)).Outcome);
            case 1:
                return (simulation.Fail(id, new Failure(FailureKind.OutOfMemory, "")),
                    (await queue.FailAsync(job, FailureKind.OutOfMemory)).Outcome);
            case 2:
                return (simulation.Fail(id, new Failure(FailureKind.Permanent, "")),
                    (await queue.FailAsync(job, FailureKind.Permanent)).Outcome);
            case 3:
                return (simulation.Release(id), Assert.Single(await queue.ReleaseAsync(job)).Outcome);
            case 4:
                await queue.ExpireAsync(id);
                return (simulation.Lose(id), Assert.Single(await queue.ReclaimAsync()).Outcome);
            case 5:
                await queue.ExecuteAsync(
                    "update queue_job set started_at = now() - interval '301 seconds' where job_id = @id", new { id });
                return (simulation.RunOutOfTime(id), Assert.Single(await queue.ReclaimAsync()).Outcome);
            default:
                return (simulation.Complete(id), (await queue.CompleteAsync(job)).Outcome);
        }
    }
}
