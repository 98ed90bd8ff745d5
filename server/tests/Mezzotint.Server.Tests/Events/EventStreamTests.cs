using System.Net;
using System.Net.Http.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.WorkerApi;

namespace Mezzotint.Server.Tests.Events;

public sealed class EventStreamTests : IAsyncLifetime
{
    static readonly byte[] File = [1, 2, 3];
    static readonly CreateGenerationRequest TwoBoats = new() { Prompt = "a yellow boat", Count = 2, Seed = 7 };

    ServerUnderTest _server = null!;
    HttpClient _client = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        (_, _client) = await _server.UserAsync("ada@example.com", "starter");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_generation_is_followed_from_its_first_event_to_its_last()
    {
        var id = (await _server.GenerateAsync(_client, TwoBoats)).Id;
        await using var events = await SentEvents.OpenAsync(_client, $"/api/v1/generations/{id}/events");
        Assert.Equal("generation.accepted", (await events.NextAsync())!.Type);

        var first = (await _server.ClaimAsync())!;
        var started = (await events.NextAsync())!;
        Assert.Equal(("image.started", first.JobId, "running", 7L),
            (started.Type, started.Image!.Id, started.Image.Status, started.Image.Seed));
        await BeatAsync(first, 5);
        var progress = (await events.NextAsync())!;
        Assert.Equal(("image.progress", null, 5, 20),
            (progress.Type, progress.Id, progress.Image!.Step, progress.Image.Steps));
        await _server.DeliverAsync(first, File);
        var completed = (await events.UntilAsync("image.completed"))[^1];
        Assert.Equal(("completed", 1m, $"/api/v1/images/{first.JobId}/content"),
            (completed.Image!.Status, completed.Image.Cost, completed.Image.Url));

        var second = (await _server.ClaimAsync())!;
        await FailAsync(second, "retryable");
        Assert.Equal("queued", (await events.UntilAsync("image.requeued"))[^1].Image!.Status);
        await FailAsync((await _server.ClaimAsync())!, "permanent");
        Assert.Equal("The boat sank.", (await events.UntilAsync("image.failed"))[^1].Image!.Failure!.Detail);
        var finished = (await events.NextAsync())!;
        Assert.Equal(("generation.finished", "completed", 1m),
            (finished.Type, finished.Generation!.Status, finished.Generation.Cost));
        Assert.Null(await events.NextAsync());
    }

    [Fact]
    public async Task A_stream_goes_on_where_its_client_was_and_says_when_there_is_nothing_more()
    {
        var id = (await _server.GenerateAsync(_client, TwoBoats with { Count = 1 })).Id;
        await _server.DeliverAsync((await _server.ClaimAsync())!, File);
        long[] ids;
        await using (var all = await SentEvents.OpenAsync(_client, $"/api/v1/generations/{id}/events"))
            ids = [.. (await all.UntilAsync("generation.finished")).Select(told => told.Id!.Value)];
        Assert.Equal(4, ids.Length);
        Assert.Equal(ids.Order(), ids);

        await using var rest = await SentEvents.OpenAsync(_client, $"/api/v1/generations/{id}/events", ids[1]);
        Assert.Equal(ids[2..], (await rest.UntilAsync("generation.finished")).Select(told => told.Id!.Value));

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/generations/{id}/events");
        request.Headers.Add("Last-Event-ID", $"{ids[3]}");
        Assert.Equal(HttpStatusCode.NoContent, (await _client.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_workspace_hears_of_all_its_generations_from_now_and_of_no_other()
    {
        await _server.GenerateAsync(_client, TwoBoats);
        await using var events = await SentEvents.OpenAsync(_client, "/api/v1/events");
        var (_, other) = await _server.UserAsync("bob@example.com", "starter");
        var hidden = (await _server.GenerateAsync(other, TwoBoats)).Id;
        var seen = (await _server.GenerateAsync(_client, TwoBoats)).Id;
        var told = (await events.NextAsync())!;
        Assert.Equal(("generation.accepted", seen), (told.Type, told.GenerationId));
        Assert.Equal(HttpStatusCode.NotFound,
            (await _client.GetAsync($"/api/v1/generations/{hidden}/events", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("lost")]
    public async Task What_ends_without_a_worker_is_told_too(string how)
    {
        var id = (await _server.GenerateAsync(_client, TwoBoats with { Count = 1 })).Id;
        await using var events = await SentEvents.OpenAsync(_client, "/api/v1/events");
        if (how == "lost")
        {
            await _server.ClaimAsync();
            await _server.ExecuteAsync(
                "update queue_job set lease_expires_at = now() - interval '1 second', attempt = max_attempts");
            Assert.Equal("worker_lost", (await events.UntilAsync("image.failed"))[^1].Image!.Failure!.Code);
        }
        else
        {
            await _client.DeleteAsync($"/api/v1/generations/{id}", Stop);
            await events.UntilAsync("image.cancelled");
        }
        Assert.Equal(id, (await events.UntilAsync("generation.finished"))[^1].GenerationId);
    }

    [Fact]
    public async Task A_stream_that_waits_does_not_keep_the_server_from_stopping()
    {
        await using var events = await SentEvents.OpenAsync(_client, "/api/v1/events");
        var stopped = _server.StopAsync();
        Assert.Null(await events.NextAsync());
        await stopped;
    }

    [Fact]
    public async Task An_id_that_is_no_number_is_refused()
    {
        var answer = await _client.GetAsync("/api/v1/events?lastEventId=x", Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    async Task BeatAsync(ClaimedJob job, int step)
    {
        using var answer = await _server.Worker.PostAsJsonAsync(
            $"/api/worker/v1/jobs/{job.JobId}/heartbeat", new Heartbeat(job.LeaseToken, step, 20), Stop);
        answer.EnsureSuccessStatusCode();
    }

    async Task FailAsync(ClaimedJob job, string kind)
    {
        var failure = new JobFailure(job.LeaseToken, kind, "sunk", "The boat sank.");
        using var answer = await _server.Worker.PostAsJsonAsync(
            $"/api/worker/v1/jobs/{job.JobId}/failure", failure, Stop);
        answer.EnsureSuccessStatusCode();
    }
}
