using System.Net;
using System.Net.Http.Json;
using Mezzotint.Catalogue;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Contracts.Administration;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.ApiKeys;

namespace Mezzotint.Server.Tests.Accounts;

public sealed class RegistrationTests
{
    const string Right = ServerUnderTest.Password;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_it_is_closed_nobody_registers()
    {
        await using var server = await StartAsync(RegistrationPolicy.Closed);
        await RegisterAsync(server, "ada@example.com")
            .IsProblemAsync(HttpStatusCode.Forbidden, "registration_closed");
    }

    [Fact]
    public async Task By_invitation_only_those_register_whose_address_was_invited_and_each_once()
    {
        await using var server = await StartAsync(RegistrationPolicy.Invitation);
        await RegisterAsync(server, "ada@example.com").IsProblemAsync(HttpStatusCode.Forbidden, "invitation_needed");
        var admin = await AdminAsync(server);
        await admin.Post("admin/invitations", new { email = "ada@example.com" }).IsAsync(HttpStatusCode.Created);
        var invitation = await server.MailedTokenAsync("ada@example.com");
        await RegisterAsync(server, "bob@example.com", invitation)
            .IsProblemAsync(HttpStatusCode.BadRequest, "invitation_invalid");
        // The mail proved the address: there is nothing to confirm.
        Assert.Equal("log-in", (await RegisterAsync(server, "Ada@example.com", invitation)
            .IsAsync<RegisterAnswer>(HttpStatusCode.Accepted)).Next);
        await server.LogInAsync("ada@example.com");
        await RegisterAsync(server, "ada@example.com", invitation)
            .IsProblemAsync(HttpStatusCode.BadRequest, "invitation_invalid");

        await admin.Post("admin/invitations", new { email = "eve@example.com" }).IsAsync(HttpStatusCode.Created);
        await server.ExecuteAsync("update invitation set expires_at = expires_at - interval '7 days'");
        await RegisterAsync(server, "eve@example.com", await server.MailedTokenAsync("eve@example.com"))
            .IsProblemAsync(HttpStatusCode.BadRequest, "invitation_invalid");
    }

    [Fact]
    public async Task By_approval_people_wait_until_an_admin_lets_them_in_or_does_not()
    {
        await using var server = await StartAsync(RegistrationPolicy.Approval);
        var admin = await AdminAsync(server);
        foreach (var email in new[] { "ada@example.com", "bob@example.com" })
        {
            await RegisterAsync(server, email).IsAsync(HttpStatusCode.Accepted);
            var token = await server.MailedTokenAsync(email);
            await server.Browser().Post("account/confirm-email", new { token }).IsAsync(HttpStatusCode.NoContent);
            await LogInAsync(server, email).IsProblemAsync(HttpStatusCode.Forbidden, "awaiting_approval");
        }
        var waiting = (await admin.Get("admin/registrations")
            .IsAsync<Page<WaitingPerson>>(HttpStatusCode.OK)).Items;
        Assert.Equal(["bob@example.com", "ada@example.com"], waiting.Select(person => person.Email));

        await admin.Post($"admin/registrations/{waiting[1].Id}/approve").IsAsync(HttpStatusCode.NoContent);
        await server.LogInAsync("ada@example.com");
        Assert.Contains("You can log in now", await server.MailAsync("ada@example.com"));
        await admin.Post($"admin/registrations/{waiting[0].Id}/refuse").IsAsync(HttpStatusCode.NoContent);
        await LogInAsync(server, "bob@example.com").IsProblemAsync(HttpStatusCode.Unauthorized, "log_in_failed");
        await admin.Post($"admin/registrations/{waiting[0].Id}/approve")
            .IsProblemAsync(HttpStatusCode.NotFound, "not_found");
        var entries = (await admin.Get("admin/audit-log").IsAsync<Page<AuditEntry>>(HttpStatusCode.OK)).Items;
        Assert.Equal(
            [("registration.refused", $"user:{waiting[0].Id}"), ("registration.approved", $"user:{waiting[1].Id}")],
            entries.Take(2).Select(entry => (entry.Action, entry.Subject)));
    }

    [Fact]
    public async Task Only_who_runs_the_service_decides_by_session_or_key()
    {
        await using var server = await StartAsync(RegistrationPolicy.Approval);
        var (user, browser) = await server.PersonAsync("ada@example.com");
        await browser.Get("admin/registrations").IsProblemAsync(HttpStatusCode.Forbidden, "missing_scope");
        var key = server.Client(await server.KeyAsync(user, Scope.Admin));
        await key.Get("admin/registrations").IsAsync(HttpStatusCode.OK);
        await server.ExecuteAsync("update app_user set is_admin = false");
        await key.Get("admin/registrations").IsProblemAsync(HttpStatusCode.Forbidden, "missing_scope");
    }

    [Fact]
    public async Task Newcomers_get_the_catalogues_gift_and_links_lead_to_the_public_address()
    {
        await using var server = await ServerUnderTest.StartAsync(options => options with
        {
            Preset = "prepaid-packs",
            PublicUrl = "https://pictures.example/",
        }, "member");
        await RegisterAsync(server, "ada@example.com").IsAsync(HttpStatusCode.Accepted);
        var mail = await server.MailAsync("ada@example.com");
        var token = mail.Split("https://pictures.example/confirm-email#")[1].Split('\n')[0];
        await server.Browser().Post("account/confirm-email", new { token }).IsAsync(HttpStatusCode.NoContent);
        using var answer = await LogInAsync(server, "ada@example.com");
        Assert.Contains("; secure; ", answer.Headers.GetValues("Set-Cookie").Single());
        var account = (await answer.Content.ReadFromJsonAsync<Account>(Stop))!;
        Assert.Equal((20_000, 0), await server.BalanceAsync(new(account.Id, "", account.PersonalWorkspaceId)));
    }

    static Task<ServerUnderTest> StartAsync(RegistrationPolicy policy) =>
        ServerUnderTest.StartAsync(options => options with { Registration = policy });

    static async Task<HttpClient> AdminAsync(ServerUnderTest server) =>
        (await server.PersonAsync("admin@example.com", isAdmin: true)).Browser;

    static Task<HttpResponseMessage> RegisterAsync(
        ServerUnderTest server, string email, string? invitation = null) =>
        server.Browser().Post("account/register", new { email, password = Right, invitation });

    static Task<HttpResponseMessage> LogInAsync(ServerUnderTest server, string email) =>
        server.Browser().Post("account/log-in", new { email, password = Right });
}
