using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Mezzotint.Contracts.Administration;
using Mezzotint.Contracts.Credits;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.ModelLibrary;
using Mezzotint.Contracts.Paging;
using Mezzotint.Contracts.Plans;
using Mezzotint.Contracts.Usage;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.ApiKeys;

namespace Mezzotint.Server.Tests.Credits;

/// <summary>Wallets, plans and what an admin does to them. Figures are those of monthly-quota.</summary>
public sealed class CreditTests : IAsyncLifetime
{
    ServerUnderTest _server = null!;
    User _ada = null!;
    HttpClient _client = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerUnderTest.StartAsync();
        (_ada, _client) = await _server.UserAsync("ada@example.com", "starter");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_wallet_shows_what_there_is_what_is_held_and_when_more_comes()
    {
        await _server.GenerateAsync(_client, new CreateGenerationRequest { Prompt = "a boat", Count = 2 });
        var wallet = (await _client.GetFromJsonAsync<List<WalletCredits>>("/api/v1/credits", Stop))!.Single();
        Assert.Equal(("images", "Images", 998m, 2m), (wallet.Wallet, wallet.Title, wallet.Available, wallet.Held));
        var grant = wallet.Grants.Single();
        Assert.Equal(("plan", 998m, 2m), (grant.Source, grant.Available, grant.Held));
        var renewal = wallet.Renewals.Single();
        Assert.Equal((1000m, "month", grant.ExpiresAt), (renewal.Credits, renewal.Cycle, renewal.At));
        var subscription = await _client.GetFromJsonAsync<Subscription>("/api/v1/subscription", Stop);
        Assert.Equal(("starter", true, grant.ExpiresAt),
            (subscription!.Plan, subscription.IsOffered, subscription.RenewsAt));
    }

    [Fact]
    public async Task The_account_book_comes_in_parts_and_is_its_workspaces_alone()
    {
        var id = (await _server.GenerateAsync(_client, new CreateGenerationRequest { Prompt = "a boat" })).Id;
        await _client.DeleteAsync($"/api/v1/generations/{id}", Stop);
        var first = await TransfersAsync(_client, "?limit=2");
        Assert.Equal([("voided", id), ("pending", (Guid?)id)],
            first.Items.Select(line => (line.State, line.GenerationId)));
        var last = (await TransfersAsync(_client, $"?limit=2&cursor={first.Next}")).Items.Single();
        Assert.Equal(("posted", 1000m, "issued-by-plan"), (last.State, last.Credits, last.Counterpart));
        var (_, other) = await _server.UserAsync("bob@example.com", "free");
        Assert.Equal(20m, (await TransfersAsync(other, "")).Items.Single().Credits);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await _client.GetAsync("/api/v1/credits/transfers?cursor=x", Stop)).StatusCode);
    }

    [Fact]
    public async Task Use_tells_what_was_made_by_day_and_model_also_of_deleted_pictures_and_what_limits_are_taken()
    {
        await _server.GenerateAsync(_client, new CreateGenerationRequest { Prompt = "a boat", Count = 3 });
        var job = (await _server.ClaimAsync())!;
        Assert.Equal(
            HttpStatusCode.NoContent, (await _server.DeliverAsync(job, Drawn.File(256, 128))).StatusCode);
        var usage = await UsageAsync(_client);
        Assert.Equal((2, 1, 3), (usage.Now.Waiting, usage.Now.RequestsLastMinute, usage.Now.ImagesToday["miniature"]));
        Assert.True(usage.Now.StorageBytes > 0);
        await _server.ExecuteAsync("delete from image");
        await _server.ExecuteAsync("update generation set created_at = created_at - interval '40 days'");
        Assert.Empty((await UsageAsync(_client)).Days);
        var day = (await UsageAsync(_client, "?days=90")).Days.Single();
        Assert.Equal(("miniature", "images", 1, 1m), (day.Model, day.Wallet, day.Images, day.Credits));
        Assert.Equal(usage.Days.Single().Day.AddDays(-40), day.Day);
        var (_, other) = await _server.UserAsync("bob@example.com", "free");
        Assert.Empty((await UsageAsync(other, "?days=90")).Days);
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.GetAsync("/api/v1/usage?days=91", Stop)).StatusCode);
    }

    [Fact]
    public async Task Anybody_sees_plans_and_packs()
    {
        using var nobody = _server.Client(null);
        var plans = (await nobody.GetFromJsonAsync<List<OfferedPlan>>("/api/v1/plans", Stop))!;
        Assert.Equal(["free", "starter", "pro", "ultimate"], plans.Select(plan => plan.Key));
        Assert.Equal((0, 4, "public", false), (plans[0].Entitlements.Parallel, plans[3].Entitlements.Parallel,
            plans[0].Entitlements.Visibility, plans[0].Entitlements.CommercialUse));
        Assert.Null(plans[1].Entitlements.DaysKept); // unlimited
        var one = await nobody.GetFromJsonAsync<OfferedPlan>("/api/v1/plans/ultimate", Stop);
        Assert.Equal(12_000m, one!.Credits.Single().Credits);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.GetAsync("/api/v1/plans/none", Stop)).StatusCode);
        Assert.NotEmpty((await nobody.GetFromJsonAsync<List<OfferedPack>>("/api/v1/packs", Stop))!);
    }

    [Fact]
    public async Task Models_are_those_of_the_plan_and_of_the_key_with_their_prices()
    {
        var all = (await _client.GetFromJsonAsync<List<OfferedModel>>("/api/v1/models", Stop))!;
        Assert.Equal(1m, all.Single(model => model.Key == "miniature").Prices[0].Credits);
        Assert.Contains(all, model => model is { IsAvailable: false, Reason: not null });
        await _server.ExecuteAsync("update api_key set models = '{miniature}'");
        var few = (await _client.GetFromJsonAsync<List<OfferedModel>>("/api/v1/models", Stop))!;
        Assert.Equal(["miniature"], few.Select(model => model.Key));
    }

    [Fact]
    public async Task An_admin_adjusts_a_wallet_once_and_the_log_says_so()
    {
        var (boss, _) = await _server.UserAsync("boss@example.com", "free", isAdmin: true);
        using var admin = _server.Client(await _server.KeyAsync(boss, Scope.Admin));
        var plus = new AdjustCreditsRequest
        {
            WorkspaceId = _ada.WorkspaceId,
            Wallet = "images",
            Credits = 2.5m,
            Reason = "a picture went wrong",
        };
        for (var i = 0; i < 2; i++)
            Assert.Equal(1002.5m, (await AdjustedAsync(admin, plus, "k1")).Available);
        Assert.Equal(1000m, (await AdjustedAsync(admin, plus with { Credits = -2.5m }, "k2")).Available);
        await AssertRefusedAsync(admin, plus with { Credits = -2000 }, HttpStatusCode.PaymentRequired);
        await AssertRefusedAsync(admin, plus with { Credits = 0.0001m }, HttpStatusCode.BadRequest);
        await AssertRefusedAsync(admin, plus with { Wallet = "gold" }, HttpStatusCode.BadRequest);
        await AssertRefusedAsync(admin, plus with { WorkspaceId = Guid.Empty }, HttpStatusCode.NotFound);
        await AssertRefusedAsync(_client, plus, HttpStatusCode.Forbidden);

        var log = (await admin.GetFromJsonAsync<Page<AuditEntry>>("/api/v1/admin/audit-log", Stop))!.Items;
        Assert.Equal([-2.5m, 2.5m], log.Select(entry => entry.Details.GetProperty("credits").GetDecimal()));
        Assert.All(log, entry => Assert.Equal(("credits.adjusted", $"workspace:{_ada.WorkspaceId}"),
            (entry.Action, entry.Subject)));
        var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => _server.ExecuteAsync("delete from audit_entry"));
        Assert.Contains("never changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_framework_refuses_by_itself_is_a_problem_too()
    {
        await AssertProblemAsync(await _client.GetAsync("/api/v1/nothing", Stop), 404, "no_such_route");
        await AssertProblemAsync(await _client.DeleteAsync("/api/v1/estimates", Stop), 405, "method_not_allowed");
        using var text = new StringContent("{}", Encoding.UTF8, "text/plain");
        await AssertProblemAsync(
            await _client.PostAsync("/api/v1/estimates", text, Stop), 415, "unsupported_media_type");
        using var large = new StringContent(
            $"{{\"prompt\":\"{new string('a', 1 << 20)}\"}}", Encoding.UTF8, "application/json");
        await AssertProblemAsync(await _client.PostAsync("/api/v1/estimates", large, Stop), 413, "body_too_large");
    }

    static async Task AssertProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    static async Task<WorkspaceUsage> UsageAsync(HttpClient client, string query = "") =>
        (await client.GetFromJsonAsync<WorkspaceUsage>($"/api/v1/usage{query}", Stop))!;

    static async Task<Page<CreditTransfer>> TransfersAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<Page<CreditTransfer>>($"/api/v1/credits/transfers{query}", Stop))!;

    static async Task<AdjustedCredits> AdjustedAsync(HttpClient admin, AdjustCreditsRequest request, string key)
    {
        using var answer = await AdjustAsync(admin, request, key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<AdjustedCredits>(Stop))!;
    }

    static async Task AssertRefusedAsync(HttpClient client, AdjustCreditsRequest request, HttpStatusCode status)
    {
        using var answer = await AdjustAsync(client, request, "refused");
        Assert.Equal(status, answer.StatusCode);
    }

    static async Task<HttpResponseMessage> AdjustAsync(HttpClient client, AdjustCreditsRequest request, string key)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/admin/credits")
        {
            Content = JsonContent.Create(request),
        };
        message.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(message, Stop);
    }
}
