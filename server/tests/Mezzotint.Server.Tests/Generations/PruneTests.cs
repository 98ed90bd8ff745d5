using System.Net.Http.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Queue;
using Mezzotint.Server.Events;
using Mezzotint.Server.Webhooks;

namespace Mezzotint.Server.Tests.Generations;

public sealed class PruneTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_generation_is_shown_as_it_ended_when_its_jobs_and_events_are_forgotten()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var (_, client) = await server.UserAsync("ada@example.com", "starter");
        var wish = new CreateGenerationRequest { Prompt = "a yellow boat", Count = 2, Seed = 7 };
        var id = (await server.GenerateAsync(client, wish)).Id;
        await server.DeliverAsync((await server.ClaimAsync())!, [1]);
        var job = (await server.ClaimAsync())!;
        await server.Worker.PostAsJsonAsync($"/api/worker/v1/jobs/{job.JobId}/failure",
            new JobFailure(job.LeaseToken, "permanent", "sunk", "The boat sank."), Stop);
        var before = await client.GetFromJsonAsync<Generation>($"/api/v1/generations/{id}", Stop);

        var source = server.Database.DataSource;
        var events = new EventLog(source, new Deliveries(source, TimeProvider.System));
        Assert.Equal((0, 0), (await new Jobs(source).PruneAsync(30, 1000, Stop), await events.PruneAsync(1000, Stop)));
        await server.ExecuteAsync("""
            update queue_job set finalized_at = now() - interval '31 days';
            update event set created_at = now() - interval '4 days'
            """);
        Assert.Equal((2, 6), (await new Jobs(source).PruneAsync(30, 1000, Stop), await events.PruneAsync(1000, Stop)));
        Assert.Equal(0, await new Jobs(source).PruneAsync(30, 1000, Stop));

        var after = await client.GetFromJsonAsync<Generation>($"/api/v1/generations/{id}", Stop);
        Assert.Equivalent(before, after, strict: true);
        await using var left = source.CreateCommand("select string_agg(state || payload::text, ',') from queue_job");
        Assert.Equal("discarded{}", await left.ExecuteScalarAsync(Stop));
    }
}
