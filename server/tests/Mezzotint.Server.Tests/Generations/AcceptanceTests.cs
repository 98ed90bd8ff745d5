using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.Accounts;

namespace Mezzotint.Server.Tests.Generations;

/// <summary>What is accepted and refused, and what a caller is told. Plans are those of monthly-quota.</summary>
public sealed class AcceptanceTests : IAsyncLifetime
{
    static readonly CreateGenerationRequest FourBoats = new() { Prompt = "a yellow boat", Count = 4 };

    ServerUnderTest _server = null!;
    User _ada = null!;
    HttpClient _client = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        (_ada, _client) = await _server.UserAsync("ada@example.com", "free");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_repeat_is_answered_whatever_limit_was_reached_since()
    {
        var first = await PostAsync(FourBoats, "k1");
        await PostAsync(FourBoats, "k2"); // eight wait now, as many as Free lets
        await _server.ExecuteAsync("""
            update ledger_account set posted_millicredits = pending_millicredits where kind = 'grant';
            update workspace set plan = 'gone'
            """);
        var again = await PostAsync(FourBoats, "k1");
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.Equal((await ServerUnderTest.ReadAsync(first)).Id, (await ServerUnderTest.ReadAsync(again)).Id);
    }

    [Fact]
    public async Task Two_requests_at_once_with_one_key_are_one_generation()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(FourBoats, "k1")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        var ids = await Task.WhenAll(answers.Select(async answer => (await ServerUnderTest.ReadAsync(answer)).Id));
        Assert.Single(ids.Distinct());
        Assert.Equal(4000, (await _server.BalanceAsync(_ada)).Held);
    }

    [Fact]
    public async Task Too_many_that_wait_are_refused_for_a_while()
    {
        await PostAsync(FourBoats);
        await PostAsync(FourBoats);
        var answer = await PostAsync(FourBoats);
        Assert.Equal((HttpStatusCode.TooManyRequests, "waiting_jobs"), (answer.StatusCode, await CodeAsync(answer)));
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    [Fact]
    public async Task Requests_of_a_minute_are_counted_down_and_then_refused()
    {
        var one = FourBoats with { Count = 1 };
        await _server.ExecuteAsync("update workspace set plan = 'starter'"); // 60 a minute
        Assert.Equal("""
            "plan";q=60;w=60 | "plan";r=59;t=60
            """, Rates(await PostAsync(one)));
        await _server.ExecuteAsync("""
            insert into generation (id, workspace_id, operation, model, request, seed, image_count, wallet,
                image_millicredits, is_public, request_hash, created_at)
            select gen_random_uuid(), workspace_id, operation, model, request, seed, 1, wallet, 0, false, '',
                now() - interval '30 seconds' from generation, generate_series(1, 59)
            """);
        var answer = await PostAsync(one);
        Assert.Equal((HttpStatusCode.TooManyRequests, "requests_per_minute"),
            (answer.StatusCode, await CodeAsync(answer)));
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 20, 30);
        Assert.StartsWith("\"plan\";q=60;w=60 | \"plan\";r=0;t=", Rates(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_is_offered_no_more_is_named()
    {
        await _server.ExecuteAsync("update workspace set plan = 'gone'");
        var answer = await PostAsync(FourBoats);
        Assert.Equal((HttpStatusCode.Conflict, "plan_gone"), (answer.StatusCode, await CodeAsync(answer)));
        Assert.Equal("plan_gone", (await EstimateAsync(FourBoats)).Refusals.Single().Code);
    }

    [Fact]
    public async Task An_estimate_says_cost_balance_and_place_and_changes_nothing()
    {
        await PostAsync(FourBoats);
        var estimate = await EstimateAsync(FourBoats with { Count = 2 });
        Assert.Equal((true, 1m, 2m, "images", 16m),
            (estimate.IsAccepted, estimate.CostPerImage, estimate.Cost, estimate.Wallet, estimate.Balance));
        Assert.Equal(5, estimate.Position); // behind its own four
        Assert.Equal(16_000, (await _server.BalanceAsync(_ada)).Available);
    }

    [Fact]
    public async Task An_estimate_tells_all_that_stands_against_a_request()
    {
        await PostAsync(FourBoats);
        await _server.ExecuteAsync("update ledger_account set posted_millicredits = 4500 where kind = 'grant'");
        var wish = FourBoats with { Count = 5, Width = 4096, Height = 64, Steps = 101 };
        var estimate = await EstimateAsync(wish);
        Assert.False(estimate.IsAccepted);
        Assert.Equal(
            ["images_per_request", "insufficient_credits", "size_too_large", "steps_too_many", "waiting_jobs"],
            estimate.Refusals.Select(refusal => refusal.Code).Order());
        Assert.True(estimate.Refusals.Single(refusal => refusal.Code == "waiting_jobs").IsMomentary);
        var answer = await _client.PostAsJsonAsync("/api/v1/estimates", wish with { Prompt = "" }, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task What_waits_has_a_place_and_a_start_by_the_pace_of_the_last_jobs()
    {
        await _server.ExecuteAsync("update workspace set plan = 'starter'");
        await PostAsync(FourBoats with { Count = 1 });
        await _server.DeliverAsync((await _server.ClaimAsync())!, [1]);
        await _server.ExecuteAsync("update queue_job set started_at = finalized_at - interval '8 seconds'");
        await PostAsync(FourBoats with { Count = 2 });
        var last = await ServerUnderTest.ReadAsync(await PostAsync(FourBoats with { Count = 1 }));
        Assert.Equal(3, last.Position);
        Generation? read = null;
        while (read?.EstimatedStartAt is null) // the pace is read every two seconds
            read = await _client.GetFromJsonAsync<Generation>($"/api/v1/generations/{last.Id}", Stop);
        Assert.Equal(3, read.Position);
        // One idle worker takes the first at once; two more end before the third begins.
        Assert.InRange((read.EstimatedStartAt.Value - read.CreatedAt).TotalSeconds, 15, 22);
    }

    [Fact]
    public async Task A_list_comes_in_parts_and_by_status_and_is_its_workspaces_alone()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
            ids.Add((await ServerUnderTest.ReadAsync(await PostAsync(FourBoats with { Count = 1 }))).Id);
        await _client.DeleteAsync($"/api/v1/generations/{ids[1]}", Stop);
        ids.Reverse();
        var first = await ListAsync(_client, "?limit=2");
        Assert.Equal(ids[..2], first.Items.Select(generation => generation.Id));
        var rest = await ListAsync(_client, $"?limit=2&cursor={first.Next}");
        Assert.Equal(ids[2..], rest.Items.Select(generation => generation.Id));
        Assert.Null(rest.Next);
        Assert.Equal([ids[1]], (await ListAsync(_client, "?status=cancelled")).Items.Select(shown => shown.Id));
        var unfinished = await ListAsync(_client, "?status=unfinished");
        Assert.Equal([ids[0], ids[2]], unfinished.Items.Select(generation => generation.Id));
        var (_, other) = await _server.UserAsync("bob@example.com", "free");
        Assert.Empty((await ListAsync(other, "")).Items);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await _client.GetAsync("/api/v1/generations?status=late", Stop)).StatusCode);
    }

    static string Rates(HttpResponseMessage answer) =>
        string.Join(" | ", answer.Headers.GetValues("RateLimit-Policy").Concat(answer.Headers.GetValues("RateLimit")));

    static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString();

    static async Task<Page<Generation>> ListAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<Page<Generation>>($"/api/v1/generations{query}", Stop))!;

    async Task<Estimate> EstimateAsync(CreateGenerationRequest request)
    {
        using var answer = await _client.PostAsJsonAsync("/api/v1/estimates", request, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<Estimate>(Stop))!;
    }

    async Task<HttpResponseMessage> PostAsync(CreateGenerationRequest request, string? key = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/generations")
        {
            Content = JsonContent.Create(request),
        };
        if (key is not null)
            message.Headers.Add("Idempotency-Key", key);
        return await _client.SendAsync(message, Stop);
    }
}
