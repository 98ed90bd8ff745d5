using System.Net;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Contracts.Paging;

namespace Mezzotint.Server.Tests.Accounts;

public sealed class PasskeyTests(SharedServer shared) : IClassFixture<SharedServer>
{
    static readonly object Proof = new { password = ServerUnderTest.Password };

    readonly ServerUnderTest _server = shared.Server;

    [Fact]
    public async Task A_passkey_logs_in_without_password_and_no_answer_counts_twice()
    {
        var (user, browser) = await _server.PersonAsync("passkey@example.com");
        var authenticator = await AddAsync(browser);
        var visitor = _server.Browser();
        var challenge = await BeginAsync(visitor);
        var answer = new { challenge.ChallengeId, credential = authenticator.Get(challenge.Options) };
        var account = await visitor.Post("account/passkeys/log-in", answer).IsAsync<Account>(HttpStatusCode.OK);
        Assert.Equal(user.Id, account.Id);
        await visitor.Get("account").IsAsync(HttpStatusCode.OK);
        await visitor.Post("account/passkeys/log-in", answer)
            .IsProblemAsync(HttpStatusCode.BadRequest, "passkey_invalid");

        var passkey = Assert.Single(await ListAsync(browser));
        Assert.Equal("My phone", passkey.Name);
        Assert.NotNull(passkey.LastUsedAt);
    }

    [Fact]
    public async Task A_passkey_made_on_another_site_or_for_another_challenge_is_refused()
    {
        var (_, browser) = await _server.PersonAsync("phished@example.com");
        var authenticator = await AddAsync(browser);
        var visitor = _server.Browser();
        var (first, second) = (await BeginAsync(visitor), await BeginAsync(visitor));
        await visitor.Post("account/passkeys/log-in", new
        {
            first.ChallengeId,
            credential = authenticator.Get(second.Options),
        }).IsProblemAsync(HttpStatusCode.BadRequest, "passkey_invalid");

        var there = new Authenticator("https://evil.example");
        var options = await browser.Post("account/passkeys/options", Proof)
            .IsAsync<PasskeyChallenge>(HttpStatusCode.OK);
        await browser.Post("account/passkeys", new
        {
            options.ChallengeId,
            name = "Phish",
            credential = there.Create(options.Options),
        }).IsProblemAsync(HttpStatusCode.BadRequest, "passkey_invalid");
    }

    [Fact]
    public async Task A_stolen_session_adds_no_passkey_and_no_second_factor()
    {
        var (_, browser) = await _server.PersonAsync("stolen@example.com");
        foreach (var path in new[] { "account/passkeys/options", "account/two-factor/begin" })
            await browser.Post(path, new { password = "a guess" })
                .IsProblemAsync(HttpStatusCode.Forbidden, "wrong_password");
    }

    [Fact]
    public async Task A_challenge_is_for_one_person_and_five_minutes()
    {
        var (_, ada) = await _server.PersonAsync("ada@example.com");
        var (_, bob) = await _server.PersonAsync("bob@example.com");
        var options = await ada.Post("account/passkeys/options", Proof).IsAsync<PasskeyChallenge>(HttpStatusCode.OK);
        var body = new
        {
            options.ChallengeId,
            name = "Mine",
            credential = new Authenticator(Origin(ada)).Create(options.Options),
        };
        await bob.Post("account/passkeys", body).IsProblemAsync(HttpStatusCode.BadRequest, "passkey_invalid");
        await _server.ExecuteAsync("update passkey_challenge set created_at = created_at - interval '5 minutes'");
        await ada.Post("account/passkeys", body).IsProblemAsync(HttpStatusCode.BadRequest, "passkey_invalid");
    }

    [Fact]
    public async Task A_removed_passkey_opens_nothing_and_only_its_owner_removes_it()
    {
        var (_, owner) = await _server.PersonAsync("owner@example.com");
        var (_, other) = await _server.PersonAsync("other@example.com");
        var authenticator = await AddAsync(owner);
        var id = Assert.Single(await ListAsync(owner)).Id;
        Assert.Empty(await ListAsync(other));
        await other.Delete($"account/passkeys/{id}").IsProblemAsync(HttpStatusCode.NotFound, "not_found");
        await owner.Delete($"account/passkeys/{id}").IsAsync(HttpStatusCode.NoContent);
        var challenge = await BeginAsync(other);
        await other.Post("account/passkeys/log-in", new
        {
            challenge.ChallengeId,
            credential = authenticator.Get(challenge.Options),
        }).IsProblemAsync(HttpStatusCode.BadRequest, "passkey_invalid");
    }

    static string Origin(HttpClient browser) => browser.BaseAddress!.GetLeftPart(UriPartial.Authority);

    static Task<PasskeyChallenge> BeginAsync(HttpClient browser) =>
        browser.Post("account/passkeys/log-in-options").IsAsync<PasskeyChallenge>(HttpStatusCode.OK);

    static async Task<IReadOnlyList<Passkey>> ListAsync(HttpClient browser) =>
        (await browser.Get("account/passkeys").IsAsync<Page<Passkey>>(HttpStatusCode.OK)).Items;

    static async Task<Authenticator> AddAsync(HttpClient browser)
    {
        var authenticator = new Authenticator(Origin(browser));
        var options = await browser.Post("account/passkeys/options", Proof)
            .IsAsync<PasskeyChallenge>(HttpStatusCode.OK);
        await browser.Post("account/passkeys", new
        {
            options.ChallengeId,
            name = "My phone",
            credential = authenticator.Create(options.Options),
        }).IsAsync(HttpStatusCode.NoContent);
        return authenticator;
    }
}
