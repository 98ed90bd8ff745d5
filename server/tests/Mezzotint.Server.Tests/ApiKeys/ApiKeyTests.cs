using System.Net;
using Mezzotint.Contracts.ApiKeys;
using Mezzotint.Contracts.Paging;

namespace Mezzotint.Server.Tests.ApiKeys;

public sealed class ApiKeyTests(SharedServer shared) : IClassFixture<SharedServer>
{
    readonly ServerUnderTest _server = shared.Server;

    [Fact]
    public async Task A_key_works_until_it_is_revoked_and_its_text_is_shown_once()
    {
        var (user, browser) = await _server.PersonAsync("keys@example.com", "starter");
        var made = await CreateAsync(browser, new { name = "Script", scopes = new[] { "generate", "read" } });
        Assert.StartsWith(made.Key.Prefix, made.Text);
        var key = _server.Client(made.Text);
        await key.Post("generations", new { prompt = "a boat", count = 2 }).IsAsync(HttpStatusCode.Accepted);

        var listed = Assert.Single(await ListAsync(browser));
        Assert.Equal(("Script", 2m, user.Id), (listed.Name, listed.SpentThisMonth, listed.CreatedBy));
        Assert.Equal(["generate", "read"], listed.Scopes);
        Assert.NotNull(listed.LastUsedAt);
        var renamed = await browser.Patch($"api-keys/{listed.Id}", new { name = "Robot" })
            .IsAsync<ApiKey>(HttpStatusCode.OK);
        Assert.Equal(("Robot", 2m), (renamed.Name, renamed.SpentThisMonth));

        await browser.Delete($"api-keys/{listed.Id}").IsAsync(HttpStatusCode.NoContent);
        await key.Post("generations", new { prompt = "a boat" })
            .IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Empty(await ListAsync(browser));
        await browser.Delete($"api-keys/{listed.Id}").IsProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_workspace_sees_and_touches_its_own_keys_alone()
    {
        var (_, browser) = await _server.PersonAsync("mine@example.com", "starter");
        var (_, other) = await _server.UserAsync("theirs@example.com", "starter");
        var id = (await CreateAsync(browser, new { name = "Mine", scopes = new[] { "read" } })).Key.Id;
        Assert.DoesNotContain(await ListAsync(other), key => key.Id == id);
        await other.Patch($"api-keys/{id}", new { name = "Theirs" })
            .IsProblemAsync(HttpStatusCode.NotFound, "not_found");
        await other.Delete($"api-keys/{id}").IsProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Cap_models_and_expiry_hold_and_a_key_with_any_of_them_makes_no_keys()
    {
        var (_, browser) = await _server.PersonAsync("limits@example.com", "starter");
        string[] scopes = ["generate", "read", "manage"];
        var capped = await CreateAsync(browser, new { name = "Capped", scopes, spendCap = 1.5 });
        Assert.Equal(1.5m, capped.Key.SpendCap);
        var key = _server.Client(capped.Text);
        await key.Post("generations", new { prompt = "a boat", count = 2 })
            .IsProblemAsync(HttpStatusCode.PaymentRequired, "key_cap_reached");
        await key.Post("generations", new { prompt = "a boat" }).IsAsync(HttpStatusCode.Accepted);
        await key.Post("api-keys", new { name = "More", scopes })
            .IsProblemAsync(HttpStatusCode.Forbidden, "restricted_key");

        var chosen = await CreateAsync(browser, new { name = "Chosen", scopes, models = new[] { "sdxl-1.0" } });
        await _server.Client(chosen.Text).Post("generations", new { prompt = "a boat", model = "miniature" })
            .IsProblemAsync(HttpStatusCode.Forbidden, "model_not_in_key");

        var soon = await CreateAsync(browser,
            new { name = "Soon", scopes, expiresAt = TimeProvider.System.GetUtcNow().AddHours(1) });
        await _server.Client(soon.Text).Get("api-keys").IsAsync(HttpStatusCode.OK);
        await _server.ExecuteAsync($"update api_key set expires_at = now() where id = '{soon.Key.Id}'");
        await _server.Client(soon.Text).Get("api-keys")
            .IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_key_gives_no_more_than_its_maker_has()
    {
        var (user, browser) = await _server.PersonAsync("maker@example.com", "starter");
        foreach (var scope in new[] { "admin", "worker" })
            await browser.Post("api-keys", new { name = "Too much", scopes = new[] { "read", scope } })
                .IsProblemAsync(HttpStatusCode.Forbidden, "missing_scope");
        var manager = _server.Client(
            (await CreateAsync(browser, new { name = "Manager", scopes = new[] { "manage" } })).Text);
        await manager.Post("api-keys", new { name = "Reader", scopes = new[] { "read" } })
            .IsProblemAsync(HttpStatusCode.Forbidden, "missing_scope");
        await CreateAsync(manager, new { name = "Manager again", scopes = new[] { "manage" } });

        await _server.ExecuteAsync($"update app_user set is_admin = true where id = '{user.Id}'");
        var worker = await CreateAsync(browser, new { name = "GPU", scopes = new[] { "worker" } });
        Assert.Equal(["worker"], worker.Key.Scopes);
        var reader = _server.Client((await CreateAsync(browser, new { name = "R", scopes = new[] { "read" } })).Text);
        await reader.Get("api-keys").IsProblemAsync(HttpStatusCode.Forbidden, "missing_scope");
    }

    [Fact]
    public async Task A_plan_without_the_API_has_no_keys_and_lets_none_in()
    {
        await using var server = await ServerUnderTest.StartAsync(
            options => options with { Preset = "api-membership" }, "api-free");
        var (user, browser) = await server.PersonAsync("studio@example.com", "studio-core");
        var problem = await browser.Post("api-keys", new { name = "None", scopes = new[] { "read" } })
            .IsProblemAsync(HttpStatusCode.Forbidden, "api_not_in_plan");
        Assert.Equal("api-free", problem.GetProperty("plan").GetString());
        await server.Client(await server.KeyAsync(user, Server.ApiKeys.Scope.Manage)).Get("api-keys")
            .IsProblemAsync(HttpStatusCode.Forbidden, "api_not_in_plan");
        await browser.Get("api-keys").IsAsync(HttpStatusCode.OK); // the studio does
    }

    [Theory]
    [InlineData("""{"name":"","scopes":["read"]}""", "name")]
    [InlineData("""{"name":"a","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"a","scopes":["everything"]}""", "scopes")]
    [InlineData("""{"name":"a","scopes":["read"],"spendCap":-1}""", "spendCap")]
    [InlineData("""{"name":"a","scopes":["read"],"spendCap":0.0001}""", "spendCap")]
    [InlineData("""{"name":"a","scopes":["read"],"spendCap":1e20}""", "spendCap")]
    [InlineData("""{"name":"a","scopes":["read"],"expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"name":"a","scopes":["read"],"expiresAt":"soon"}""", "expiresAt")]
    [InlineData("""{"name":"a","scopes":["read"],"models":[]}""", "models")]
    [InlineData("""{"name":"a","scopes":["read"],"models":["nothing"]}""", "models")]
    [InlineData("""{"name":"a","scopes":["read"],"owner":"me"}""", "owner")]
    public async Task A_field_that_cannot_be_is_named(string body, string field)
    {
        var (_, client) = await _server.UserAsync($"bad-{body.GetHashCode():x}@example.com", "starter");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var problem = await client.PostAsync("/api/v1/api-keys", content, TestContext.Current.CancellationToken)
            .IsProblemAsync(HttpStatusCode.BadRequest, "invalid_field");
        Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    static Task<CreatedApiKey> CreateAsync(HttpClient client, object wish) =>
        client.Post("api-keys", wish).IsAsync<CreatedApiKey>(HttpStatusCode.Created);

    static async Task<IReadOnlyList<ApiKey>> ListAsync(HttpClient client) =>
        (await client.Get("api-keys").IsAsync<Page<ApiKey>>(HttpStatusCode.OK)).Items;
}
