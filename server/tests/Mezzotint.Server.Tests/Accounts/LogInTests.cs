using System.Net;
using System.Net.Http.Json;
using Mezzotint.Contracts.Accounts;

namespace Mezzotint.Server.Tests.Accounts;

public sealed class LogInTests(SharedServer shared) : IClassFixture<SharedServer>
{
    const string Right = ServerUnderTest.Password;

    readonly ServerUnderTest _server = shared.Server;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_registers_confirms_the_address_and_logs_in_to_a_workspace_of_their_own()
    {
        const string email = "New.Person@example.com";
        var browser = _server.Browser();
        var next = await browser.Post("account/register", new { email, password = Right })
            .IsAsync<RegisterAnswer>(HttpStatusCode.Accepted);
        Assert.Equal("confirm-email", next.Next);
        await TryAsync(browser, email, Right).IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");

        var token = await _server.MailedTokenAsync(email);
        await browser.Post("account/confirm-email", new { token }).IsAsync(HttpStatusCode.NoContent);
        await browser.Post("account/confirm-email", new { token })
            .IsProblemAsync(HttpStatusCode.BadRequest, "link_invalid");
        var account = await TryAsync(browser, "new.person@EXAMPLE.com", Right).IsAsync<Account>(HttpStatusCode.OK);
        Assert.Equal((email, false, false), (account.Email, account.IsAdmin, account.IsTwoFactorOn));

        Assert.Equal(account, await browser.Get("account").IsAsync<Account>(HttpStatusCode.OK));
        // The catalogue's plan for newcomers has 20 images a month.
        Assert.Equal((20_000, 0), await _server.BalanceAsync(new(account.Id, email, account.PersonalWorkspaceId)));
        await browser.Post("generations", new { prompt = "a boat" }).IsAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task The_session_is_a_cookie_that_scripts_do_not_see()
    {
        await _server.PersonAsync("cookie@example.com");
        using var answer = await TryAsync(_server.Browser(), "cookie@example.com", Right);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Matches(
            "^mezzotint_session=[A-Za-z0-9_-]{43}; max-age=2592000; path=/; samesite=lax; httponly$", cookie);
    }

    [Fact]
    public async Task What_is_answered_does_not_tell_whether_an_address_is_known()
    {
        var browser = _server.Browser();
        await _server.PersonAsync("known@example.com");
        foreach (var (path, password) in new (string, string?)[]
        {
            ("register", "another password"), ("forgot-password", null), ("resend-confirmation", null),
            ("log-in", "wrong"),
        })
        {
            var known = await AnswerAsync(browser, path, "known@example.com", password);
            var unknown = await AnswerAsync(browser, path, $"unknown-{path}@example.com", password);
            Assert.Equal(unknown, known);
        }
        // Registration told the owner, with the link that forgot-password did not send a second time.
        Assert.Contains("has an account already", await _server.MailAsync("known@example.com"));
        await TryAsync(browser, "known@example.com", Right).IsAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Five_wrong_guesses_close_an_account_for_a_quarter_of_an_hour()
    {
        await _server.PersonAsync("guessed@example.com");
        var browser = _server.Browser();
        for (var i = 0; i < 5; i++)
            await TryAsync(browser, "guessed@example.com", $"guess {i}")
                .IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");
        await TryAsync(browser, "guessed@example.com", Right)
            .IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");
        await _server.ExecuteAsync("update app_user set locked_until = locked_until - interval '15 minutes'");
        await TryAsync(browser, "guessed@example.com", Right).IsAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Guesses_that_come_together_are_counted_like_those_that_come_in_turn()
    {
        await _server.PersonAsync("hurry@example.com");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            TryAsync(_server.Browser(), "hurry@example.com", $"guess {i}")));
        await TryAsync(_server.Browser(), "hurry@example.com", Right)
            .IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");
    }

    [Fact]
    public async Task A_reset_link_works_once_within_an_hour_and_ends_every_session()
    {
        const string email = "forgetful@example.com";
        var (_, browser) = await _server.PersonAsync(email);
        await browser.Post("account/forgot-password", new { email }).IsAsync(HttpStatusCode.Accepted);
        var token = await _server.MailedTokenAsync(email);
        var reset = new { token, password = "a new password" };
        await browser.Post("account/reset-password", reset with { password = "short" })
            .IsProblemAsync(HttpStatusCode.BadRequest, "invalid_field");

        await _server.ExecuteAsync("update mail_link set expires_at = expires_at - interval '1 hour'");
        await browser.Post("account/reset-password", reset).IsProblemAsync(HttpStatusCode.BadRequest, "link_invalid");
        await _server.ExecuteAsync("update mail_link set expires_at = expires_at + interval '59 minutes'");
        await browser.Post("account/reset-password", reset).IsAsync(HttpStatusCode.NoContent);
        await browser.Post("account/reset-password", reset).IsProblemAsync(HttpStatusCode.BadRequest, "link_invalid");

        await browser.Get("account").IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await TryAsync(browser, email, Right).IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");
        await TryAsync(browser, email, reset.password).IsAsync(HttpStatusCode.OK);
        Assert.Contains("was changed", await _server.MailAsync(email));
    }

    [Fact]
    public async Task A_session_that_began_with_the_old_password_ends_with_it_even_if_it_is_stored_later()
    {
        var (user, browser) = await _server.PersonAsync("racer@example.com");
        await _server.ExecuteAsync($"update app_user set security_stamp = 'another' where id = '{user.Id}'");
        await browser.Get("account").IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData("ada", Right, "email")]
    [InlineData("ada@example.com\r\nBcc: eve@example.com", Right, "email")]
    [InlineData("Ada <ada@example.com>", Right, "email")]
    [InlineData("ädä@example.com", Right, "email")]
    [InlineData("ada@example.com", "short", "password")]
    [InlineData("ada@example.com", null, "password")]
    public async Task A_field_that_cannot_be_is_named(string email, string? password, string field)
    {
        var problem = await _server.Browser().Post("account/register", new { email, password })
            .IsProblemAsync(HttpStatusCode.BadRequest, "invalid_field");
        Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("confirm-email", "token")]
    [InlineData("forgot-password", "email")]
    [InlineData("reset-password", "token")]
    [InlineData("log-in", "email")]
    public async Task A_field_that_is_missing_is_named(string path, string field)
    {
        var problem = await _server.Browser().Post($"account/{path}")
            .IsProblemAsync(HttpStatusCode.BadRequest, "invalid_field");
        Assert.Contains($"'{field}'", problem.GetProperty("detail").GetString());
    }

    static Task<HttpResponseMessage> TryAsync(HttpClient browser, string email, string password) =>
        browser.Post("account/log-in", new { email, password });

    /// <summary>Status and body, without the id of the request.</summary>
    static async Task<string> AnswerAsync(HttpClient browser, string path, string email, string? password)
    {
        object body = password is null ? new { email } : new { email, password };
        var began = TimeProvider.System.GetTimestamp();
        using var answer = await browser.PostAsJsonAsync($"/api/v1/account/{path}", body, Stop);
        // The time is that of a clock, not of the work.
        Assert.True(TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMilliseconds(390));
        return $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}".Split("\"traceId\"")[0];
    }
}
