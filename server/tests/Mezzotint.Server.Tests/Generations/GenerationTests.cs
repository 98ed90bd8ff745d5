using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Server.ApiKeys;

namespace Mezzotint.Server.Tests.Generations;

public sealed class GenerationTests : IAsyncLifetime
{
    // The plan "starter" of monthly-quota: 1,000 images a month, 1 credit each, one at a time.
    const long Month = 1_000_000;
    static readonly byte[] File = [1, 2, 3];
    static readonly CreateGenerationRequest TwoBoats = new() { Prompt = "a yellow boat", Count = 2, Seed = 7 };

    ServerUnderTest _server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ServerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Each_picture_is_charged_when_it_is_stored_and_only_its_owner_opens_it()
    {
        var (user, client) = await _server.UserAsync("ada@example.com", "starter");
        var accepted = await PostAsync(client, TwoBoats);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var generation = await ServerUnderTest.ReadAsync(accepted);
        Assert.Equal((Month - 2000, 2000), await _server.BalanceAsync(user));

        var job = (await _server.ClaimAsync())!;
        Assert.Equal(("a yellow boat", 7L), (job.Job.Prompt, job.Job.Seed));
        Assert.Null(await _server.ClaimAsync()); // one at a time
        Assert.Equal(HttpStatusCode.NoContent, (await _server.DeliverAsync(job, File)).StatusCode);
        Assert.Equal((Month - 2000, 1000), await _server.BalanceAsync(user));

        generation = (await client.GetFromJsonAsync<Generation>($"/api/v1/generations/{generation.Id}", Stop))!;
        Assert.Equal(["completed", "queued"], generation.Images.Select(image => image.Status));
        Assert.Equal((1m, 256, 128), (generation.Cost, generation.Images[0].Width, generation.Images[0].Height));
        var url = generation.Images[0].Url!;
        Assert.Equal(File, await client.GetByteArrayAsync(url, Stop));

        var (_, other) = await _server.UserAsync("bob@example.com", "pro");
        foreach (var address in new[] { url, $"/api/v1/generations/{generation.Id}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address, Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await _server.Client(null).GetAsync(address, Stop)).StatusCode);
            var generateOnly = _server.Client(await _server.KeyAsync(user, Scope.Generate));
            Assert.Equal(HttpStatusCode.Forbidden, (await generateOnly.GetAsync(address, Stop)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound,
            (await other.DeleteAsync($"/api/v1/generations/{generation.Id}", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_request_that_the_wallet_cannot_cover_is_refused_and_nothing_is_queued()
    {
        var (user, client) = await _server.UserAsync("ada@example.com", "starter");
        await _server.ExecuteAsync("update ledger_account set posted_millicredits = 1500 where kind = 'grant'");
        var answer = await PostAsync(client, TwoBoats);
        var problem = await ProblemAsync(answer, HttpStatusCode.PaymentRequired, "insufficient_credits");
        Assert.Equal(2m, problem.GetProperty("cost").GetDecimal());
        Assert.Equal(1.5m, problem.GetProperty("balance").GetDecimal());
        Assert.Null(await _server.ClaimAsync());
        Assert.Equal((1500, 0), await _server.BalanceAsync(user));
    }

    [Fact]
    public async Task One_idempotency_key_is_one_generation_and_one_charge()
    {
        var (user, client) = await _server.UserAsync("ada@example.com", "starter");
        var first = await ServerUnderTest.ReadAsync(await PostAsync(client, TwoBoats, "k1"));
        var again = await ServerUnderTest.ReadAsync(await PostAsync(client, TwoBoats, "k1"));
        Assert.Equal(first.Id, again.Id);
        Assert.Equal((Month - 2000, 2000), await _server.BalanceAsync(user));
        await ProblemAsync(await PostAsync(client, TwoBoats with { Count = 1 }, "k1"),
            HttpStatusCode.Conflict, "idempotency_conflict");
        var (_, other) = await _server.UserAsync("bob@example.com", "starter");
        Assert.NotEqual(first.Id, (await ServerUnderTest.ReadAsync(await PostAsync(other, TwoBoats, "k1"))).Id);
    }

    [Fact]
    public async Task A_picture_that_fails_costs_nothing_and_says_why()
    {
        var (user, client) = await _server.UserAsync("ada@example.com", "starter");
        var id = (await ServerUnderTest.ReadAsync(await PostAsync(client, TwoBoats with { Count = 1 }))).Id;
        var job = (await _server.ClaimAsync())!;
        var failure = new JobFailure(job.LeaseToken, "permanent", "not_possible", "The size cannot be.");
        await _server.Worker.PostAsJsonAsync($"/api/worker/v1/jobs/{job.JobId}/failure", failure, Stop);
        var generation = (await client.GetFromJsonAsync<Generation>($"/api/v1/generations/{id}", Stop))!;
        Assert.Equal(("failed", 0m), (generation.Status, generation.Cost));
        Assert.Equal(new ImageFailure("not_possible", "The size cannot be."), generation.Images[0].Failure);
        Assert.Equal((Month, 0), await _server.BalanceAsync(user));
    }

    [Fact]
    public async Task What_is_cancelled_while_it_waits_or_runs_costs_nothing()
    {
        var (user, client) = await _server.UserAsync("ada@example.com", "starter");
        var id = (await ServerUnderTest.ReadAsync(await PostAsync(client, TwoBoats))).Id;
        var job = (await _server.ClaimAsync())!;
        await client.DeleteAsync($"/api/v1/generations/{id}", Stop);
        Assert.Equal((Month - 1000, 1000), await _server.BalanceAsync(user));
        using var beat = await _server.Worker.PostAsJsonAsync(
            $"/api/worker/v1/jobs/{job.JobId}/heartbeat", new Heartbeat(job.LeaseToken, 3, 20), Stop);
        Assert.Equal(new HeartbeatAnswer(true, true), await beat.Content.ReadFromJsonAsync<HeartbeatAnswer>(Stop));
        await _server.Worker.DeleteAsync($"/api/worker/v1/jobs/{job.JobId}/lease?leaseToken={job.LeaseToken}", Stop);
        var generation = (await client.GetFromJsonAsync<Generation>($"/api/v1/generations/{id}", Stop))!;
        Assert.Equal(["cancelled", "cancelled"], generation.Images.Select(image => image.Status));
        Assert.Equal((Month, 0), await _server.BalanceAsync(user));
    }

    [Fact]
    public async Task One_picture_is_cancelled_and_the_others_go_on()
    {
        var (user, client) = await _server.UserAsync("ada@example.com", "starter");
        var made = await ServerUnderTest.ReadAsync(await PostAsync(client, TwoBoats with { Count = 3 }));
        var running = (await _server.ClaimAsync())!;
        var last = made.Images[2].Id;
        using var answer = await client.DeleteAsync($"/api/v1/generations/{made.Id}/images/{last}", Stop);
        Assert.Equal(
            ["running", "queued", "cancelled"],
            (await ServerUnderTest.ReadAsync(answer)).Images.Select(image => image.Status));
        Assert.Equal((Month - 2000, 2000), await _server.BalanceAsync(user));

        await client.DeleteAsync($"/api/v1/generations/{made.Id}/images/{running.JobId}", Stop);
        await _server.Worker.DeleteAsync(
            $"/api/worker/v1/jobs/{running.JobId}/lease?leaseToken={running.LeaseToken}", Stop);
        await _server.DeliverAsync((await _server.ClaimAsync())!, File);
        // What is done stays done, and a picture that was cancelled once is not released again.
        foreach (var image in made.Images)
        {
            using var again = await client.DeleteAsync($"/api/v1/generations/{made.Id}/images/{image.Id}", Stop);
            Assert.Equal(
                ["cancelled", "completed", "cancelled"],
                (await ServerUnderTest.ReadAsync(again)).Images.Select(image => image.Status));
        }
        Assert.Equal((Month - 1000, 0), await _server.BalanceAsync(user));
    }

    [Fact]
    public async Task A_picture_is_cancelled_by_its_owner_and_as_a_part_of_its_own_generation_alone()
    {
        var (user, client) = await _server.UserAsync("ada@example.com", "starter");
        var (_, other) = await _server.UserAsync("bob@example.com", "starter");
        var made = await ServerUnderTest.ReadAsync(await PostAsync(client, TwoBoats));
        var beside = await ServerUnderTest.ReadAsync(await PostAsync(client, TwoBoats));
        var address = $"/api/v1/generations/{made.Id}/images/{made.Images[0].Id}";
        foreach (var (caller, at, status) in new[]
        {
            (other, address, HttpStatusCode.NotFound),
            (_server.Client(await _server.KeyAsync(user, Scope.Read)), address, HttpStatusCode.Forbidden),
            (client, $"/api/v1/generations/{beside.Id}/images/{made.Images[0].Id}", HttpStatusCode.NotFound),
        })
        {
            using var answer = await caller.DeleteAsync(at, Stop);
            Assert.Equal(status, answer.StatusCode);
        }
        Assert.Equal((Month - 4000, 4000), await _server.BalanceAsync(user));
    }

    [Fact]
    public async Task A_job_whose_worker_died_runs_again_and_is_charged_once()
    {
        var (user, client) = await _server.UserAsync("ada@example.com", "starter");
        await PostAsync(client, TwoBoats with { Count = 1 });
        var lost = (await _server.ClaimAsync())!;
        await _server.ExecuteAsync("update queue_job set lease_expires_at = now() - interval '1 second'");
        ClaimedJob? again = null;
        for (var tries = 0; again is null && tries < 100; tries++) // the duty looks every two seconds
        {
            again = await _server.ClaimAsync();
            await Task.Delay(100, Stop);
        }
        Assert.Equal(lost.JobId, again!.JobId);
        await ProblemAsync(await _server.DeliverAsync(lost, [9]), HttpStatusCode.Conflict, "lease_lost");
        Assert.Equal(HttpStatusCode.NoContent, (await _server.DeliverAsync(again, File)).StatusCode);
        await ProblemAsync(await _server.DeliverAsync(again, File), HttpStatusCode.Conflict, "lease_lost");
        Assert.Equal((Month - 1000, 0), await _server.BalanceAsync(user));
    }

    [Theory]
    [InlineData("""{"prompt":""}""", "prompt")]
    [InlineData("""{"prompt":"a","count":0}""", "count")]
    [InlineData("""{"prompt":"a","width":64}""", "width")]
    [InlineData("""{"prompt":"a","width":64,"height":99999}""", "height")]
    [InlineData("""{"prompt":"a","steps":"many"}""", "steps")]
    [InlineData("""{"prompt":"a","steps":"20"}""", "steps")]
    [InlineData("""{"prompt":"a","format":null}""", "format")]
    [InlineData("""{"prompt":"a","guidanceScale":0.5}""", "guidanceScale")]
    [InlineData("""{"prompt":"a","seed":-1}""", "seed")]
    [InlineData("""{"prompt":"a","format":"tiff"}""", "format")]
    [InlineData("""{"prompt":"a","colour":"red"}""", "colour")]
    [InlineData("{}", "prompt")]
    [InlineData("nonsense", "")]
    public async Task A_field_that_cannot_be_is_named(string body, string field)
    {
        var (_, client) = await _server.UserAsync("ada@example.com", "starter");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var problem = await ProblemAsync(
            await client.PostAsync("/api/v1/generations", content, Stop), HttpStatusCode.BadRequest, "invalid_field");
        Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("""{"prompt":"a","count":5}""", 400, "images_per_request")]
    [InlineData("""{"prompt":"a","model":"nothing"}""", 400, "model_unknown")]
    [InlineData("""{"prompt":"a","model":"sdxl-1.0"}""", 400, "model_unavailable")]
    public async Task What_the_plan_or_the_catalogue_has_not_is_refused(string body, int status, string code)
    {
        var (_, client) = await _server.UserAsync("ada@example.com", "starter");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        await ProblemAsync(
            await client.PostAsync("/api/v1/generations", content, Stop), (HttpStatusCode)status, code);
    }

    static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, CreateGenerationRequest request, string? idempotencyKey = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/generations")
        {
            Content = JsonContent.Create(request),
        };
        if (idempotencyKey is not null)
            message.Headers.Add("Idempotency-Key", idempotencyKey);
        return await client.SendAsync(message, Stop);
    }

    static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {text}");
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        return problem;
    }
}
