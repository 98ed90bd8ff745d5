using Mezzotint.Contracts.Generations;
using Mezzotint.Queue;
using Mezzotint.Server.Generations;
using TestedDatabase = Mezzotint.TestDatabase.TestDatabase;

namespace Mezzotint.Server.Tests.Generations;

public sealed class PlacementTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Places_are_counted_so_often_in_a_second_and_no_more()
    {
        await using var database = await TestedDatabase.CreateAsync();
        var job = Guid.CreateVersion7();
        await using var enqueue = database.DataSource.CreateCommand($$"""
            select queue_enqueue(gen_random_uuid(), 1, gen_random_uuid(), 'm', 0, 0::bigint, 't',
                array['{{job}}'::uuid], array['{}'::jsonb], 0::bigint, 3, 300)
            """);
        await enqueue.ExecuteNonQueryAsync(Stop);
        var clock = new StillClock();
        var placements = new Placements(new Backlog(database.DataSource), clock);
        for (var i = 0; i < Placements.PerSecond; i++)
            Assert.Equal(1, (await placements.PlaceAsync(Queued(job), Stop)).Position);
        Assert.Null((await placements.PlaceAsync(Queued(job), Stop)).Position);
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(1, (await placements.PlaceAsync(Queued(job), Stop)).Position);
    }

    static Generation Queued(Guid job) => new()
    {
        Id = Guid.Empty,
        Status = "queued",
        Request = new CreateGenerationRequest { Prompt = "a boat" },
        Images = [new GeneratedImage { Id = job, Status = "queued", Seed = 0, Model = "m" }],
        Cost = 0,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    sealed class StillClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
