using System.Net;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Server.Accounts;

namespace Mezzotint.Server.Tests.Accounts;

public sealed class TwoFactorTests(SharedServer shared) : IClassFixture<SharedServer>
{
    const string Right = ServerUnderTest.Password;

    readonly ServerUnderTest _server = shared.Server;

    [Fact]
    public async Task A_code_is_asked_for_and_works_once()
    {
        const string email = "coded@example.com";
        var (browser, secret, _) = await TurnOnAsync(email);
        await LogInAsync(email).IsProblemAsync(HttpStatusCode.Unauthorized, "two_factor_needed");
        await LogInAsync(email, code: "000000").IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");
        // The code that confirmed the secret is used up; the next one is taken ahead of its time.
        var code = CodeIn(secret, 30);
        await LogInAsync(email, code: code).IsAsync(HttpStatusCode.OK);
        await LogInAsync(email, code: code).IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");
        await browser.Post("account/two-factor/begin", new { password = Right })
            .IsProblemAsync(HttpStatusCode.Conflict, "two_factor_on");
    }

    [Fact]
    public async Task Wrong_codes_are_counted_as_guesses_even_with_the_right_password()
    {
        const string email = "counted@example.com";
        var (_, secret, _) = await TurnOnAsync(email);
        for (var i = 0; i < 5; i++)
            await LogInAsync(email, code: $"00000{i}").IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");
        await LogInAsync(email, code: CodeIn(secret, 30))
            .IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");
    }

    [Fact]
    public async Task A_recovery_code_stands_in_once_however_it_is_typed()
    {
        const string email = "lost@example.com";
        var (browser, _, codes) = await TurnOnAsync(email);
        Assert.Equal(10, codes.Distinct().Count());
        var typed = codes[3].ToUpperInvariant().Replace('-', ' ');
        await LogInAsync(email, recoveryCode: typed).IsAsync(HttpStatusCode.OK);
        await LogInAsync(email, recoveryCode: codes[3]).IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");
        Assert.Equal(9, (await browser.Get("account").IsAsync<Account>(HttpStatusCode.OK)).RecoveryCodesLeft);

        await browser.Post("account/two-factor/recovery-codes", new { password = "wrong" })
            .IsProblemAsync(HttpStatusCode.Forbidden, "wrong_password");
        var renewed = await browser.Post("account/two-factor/recovery-codes", new { password = Right })
            .IsAsync<RecoveryCodeList>(HttpStatusCode.OK);
        await LogInAsync(email, recoveryCode: codes[4]).IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");
        await LogInAsync(email, recoveryCode: renewed.Codes[0]).IsAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_is_on_when_a_code_was_confirmed_and_off_with_the_password()
    {
        const string email = "unsure@example.com";
        var (_, browser) = await _server.PersonAsync(email);
        await browser.Post("account/two-factor/confirm", new { code = "123456" })
            .IsProblemAsync(HttpStatusCode.Conflict, "two_factor_not_begun");
        await browser.Post("account/two-factor/begin", new { password = Right }).IsAsync(HttpStatusCode.OK);
        await browser.Post("account/two-factor/confirm", new { code = "nonsense" })
            .IsProblemAsync(HttpStatusCode.BadRequest, "invalid_field");
        await LogInAsync(email).IsAsync(HttpStatusCode.OK);

        var (other, _, _) = await TurnOnAsync("sure@example.com");
        await other.Post("account/two-factor/disable", new { password = Right }).IsAsync(HttpStatusCode.NoContent);
        await LogInAsync("sure@example.com").IsAsync(HttpStatusCode.OK);
    }

    async Task<(HttpClient Browser, string Secret, IReadOnlyList<string> Codes)> TurnOnAsync(string email)
    {
        var (_, browser) = await _server.PersonAsync(email);
        var begun = await browser.Post("account/two-factor/begin", new { password = Right })
            .IsAsync<TwoFactorSecret>(HttpStatusCode.OK);
        Assert.StartsWith($"otpauth://totp/Mezzotint:{Uri.EscapeDataString(email)}?secret={begun.Secret}&", begun.Uri);
        var codes = await browser.Post("account/two-factor/confirm", new { code = CodeIn(begun.Secret, 0) })
            .IsAsync<RecoveryCodeList>(HttpStatusCode.OK);
        return (browser, begun.Secret, codes.Codes);
    }

    Task<HttpResponseMessage> LogInAsync(string email, string? code = null, string? recoveryCode = null) =>
        _server.Browser().Post("account/log-in", new { email, password = Right, code, recoveryCode });

    static string CodeIn(string secret, int seconds) =>
        Totp.CodeAt(secret, TimeProvider.System.GetUtcNow().AddSeconds(seconds));
}
