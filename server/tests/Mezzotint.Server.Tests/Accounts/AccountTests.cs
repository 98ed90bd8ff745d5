using System.Net;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Contracts.Paging;
using Mezzotint.Contracts.Workspaces;

namespace Mezzotint.Server.Tests.Accounts;

public sealed class AccountTests(SharedServer shared) : IClassFixture<SharedServer>
{
    const string Right = ServerUnderTest.Password;

    readonly ServerUnderTest _server = shared.Server;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sessions_are_listed_and_ended_one_by_one_and_all_others()
    {
        const string email = "devices@example.com";
        var (_, here) = await _server.PersonAsync(email);
        var (there, elsewhere) = (await _server.LogInAsync(email), await _server.LogInAsync(email));
        var sessions = (await here.Get("account/sessions").IsAsync<Page<Session>>(HttpStatusCode.OK)).Items;
        Assert.Equal([false, false, true], sessions.Select(session => session.IsCurrent));
        Assert.All(sessions, session => Assert.Equal("127.0.0.1", session.Address));

        await here.Delete($"account/sessions/{sessions[1].Id}").IsAsync(HttpStatusCode.NoContent);
        await there.Get("account").IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await elsewhere.Get("account").IsAsync(HttpStatusCode.OK);
        await here.Delete("account/sessions").IsAsync(HttpStatusCode.NoContent);
        await elsewhere.Get("account").IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");

        var (_, other) = await _server.PersonAsync("devices2@example.com");
        await other.Delete($"account/sessions/{sessions[2].Id}").IsProblemAsync(HttpStatusCode.NotFound, "not_found");
        await here.Post("account/log-out").IsAsync(HttpStatusCode.NoContent);
        await here.Get("account").IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_session_that_nobody_used_for_a_month_is_over()
    {
        var (user, browser) = await _server.PersonAsync("away@example.com");
        await _server.ExecuteAsync(
            $"update user_session set seen_at = now() - interval '30 days' where user_id = '{user.Id}'");
        await browser.Get("account").IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_new_password_ends_every_session_and_needs_the_old_one()
    {
        const string email = "changer@example.com";
        var (_, here) = await _server.PersonAsync(email);
        var there = await _server.LogInAsync(email);
        var change = new { currentPassword = "wrong", newPassword = "a new password" };
        await here.Post("account/password", change).IsProblemAsync(HttpStatusCode.Forbidden, "wrong_password");
        await here.Post("account/password", change with { currentPassword = Right }).IsAsync(HttpStatusCode.NoContent);
        await here.Get("account").IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await there.Get("account").IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await _server.LogInAsync(email, change.newPassword);
    }

    [Fact]
    public async Task An_address_changes_when_the_new_one_is_confirmed_and_the_old_one_hears_of_it()
    {
        var (_, browser) = await _server.PersonAsync("old@example.com");
        await browser.Post("account/email", new { email = "new@example.com", password = "wrong" })
            .IsProblemAsync(HttpStatusCode.Forbidden, "wrong_password");
        await browser.Post("account/email", new { email = "new@example.com", password = Right })
            .IsAsync(HttpStatusCode.Accepted);
        await _server.LogInAsync("old@example.com");
        var token = await _server.MailedTokenAsync("new@example.com");
        await _server.Browser().Post("account/confirm-email", new { token }).IsAsync(HttpStatusCode.NoContent);
        Assert.Equal("new@example.com", (await browser.Get("account").IsAsync<Account>(HttpStatusCode.OK)).Email);
        await _server.LogInAsync("new@example.com");
        Assert.Contains("now belongs to the address new@example.com", await _server.MailAsync("old@example.com"));
    }

    [Fact]
    public async Task An_address_that_somebody_else_took_meanwhile_stays_theirs()
    {
        var (_, browser) = await _server.PersonAsync("mover@example.com");
        await browser.Post("account/email", new { email = "wanted@example.com", password = Right })
            .IsAsync(HttpStatusCode.Accepted);
        var token = await _server.MailedTokenAsync("wanted@example.com");
        await _server.PersonAsync("wanted@example.com");
        await browser.Post("account/confirm-email", new { token })
            .IsProblemAsync(HttpStatusCode.Conflict, "email_taken");
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, "https://evil.example", false)]
    [InlineData(null, "null", false)]
    [InlineData("cross-site", null, false)]
    [InlineData("same-site", null, false)]
    [InlineData("same-origin", "https://evil.example", false)]
    [InlineData("same-origin", null, true)]
    public async Task Another_sites_page_changes_nothing_with_the_cookie(string? fetchSite, string? origin, bool passes)
    {
        var (_, browser) = await _server.PersonAsync($"csrf-{fetchSite}-{origin?.Length}@example.com");
        browser.DefaultRequestHeaders.Remove("Origin");
        if (fetchSite is not null)
            browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", fetchSite);
        if (origin is not null)
            browser.DefaultRequestHeaders.Add("Origin", origin);
        await browser.Get("account").IsAsync(HttpStatusCode.OK);
        foreach (var path in new[] { "generations", "account/log-out" })
        {
            var request = browser.Post(path, path == "generations" ? new { prompt = "a boat" } : null);
            if (passes)
                Assert.True((await request).IsSuccessStatusCode);
            else
                await request.IsProblemAsync(HttpStatusCode.Forbidden, "cross_site");
        }
    }

    [Fact]
    public async Task What_is_about_a_person_takes_no_key()
    {
        var (_, client) = await _server.UserAsync("machine@example.com", "pro");
        await client.Get("account").IsProblemAsync(HttpStatusCode.Forbidden, "session_needed");
        await client.Delete("account", new { password = Right })
            .IsProblemAsync(HttpStatusCode.Forbidden, "session_needed");
        await _server.Client(null).Get("account").IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_deleted_account_takes_its_workspace_along_and_gives_back_what_was_on_hold()
    {
        const string email = "leaver@example.com";
        var (user, browser) = await _server.PersonAsync(email, "starter");
        await browser.Post("generations", new { prompt = "a boat", count = 2 }).IsAsync(HttpStatusCode.Accepted);
        Assert.Equal((998_000, 2_000), await _server.BalanceAsync(user));
        await browser.Delete("account", new { password = "wrong" })
            .IsProblemAsync(HttpStatusCode.Forbidden, "wrong_password");
        await browser.Delete("account", new { password = Right }).IsAsync(HttpStatusCode.NoContent);

        await browser.Get("account").IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await _server.Browser().Post("account/log-in", new { email, password = Right })
            .IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");
        Assert.Equal((1_000_000, 0), await _server.BalanceAsync(user));
        await using var command = _server.Database.DataSource.CreateCommand(
            $"""
            select (select count(*) from app_user where id = '{user.Id}')
                + (select count(*) from workspace where id = '{user.WorkspaceId}')
                + (select count(*) from generation where workspace_id = '{user.WorkspaceId}')
            """);
        Assert.Equal(0L, await command.ExecuteScalarAsync(Stop));
        await _server.PersonAsync(email); // the address is free again
    }

    [Fact]
    public async Task The_only_owner_of_a_workspace_does_not_leave_it_behind()
    {
        var (_, browser) = await _server.PersonAsync("captain@example.com");
        var workspace = await browser.Post("workspaces", new { name = "Ship" })
            .IsAsync<Workspace>(HttpStatusCode.Created);
        var problem = await browser.Delete("account", new { password = Right })
            .IsProblemAsync(HttpStatusCode.Conflict, "sole_owner");
        Assert.Equal([workspace.Id], problem.GetProperty("workspaces").EnumerateArray().Select(id => id.GetGuid()));
    }
}
