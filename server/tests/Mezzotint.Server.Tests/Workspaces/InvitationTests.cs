using System.Net;
using Mezzotint.Contracts.Accounts;
using Mezzotint.Contracts.Paging;
using Mezzotint.Contracts.Workspaces;

namespace Mezzotint.Server.Tests.Workspaces;

public sealed class InvitationTests(TeamServer team) : IClassFixture<TeamServer>
{
    readonly ServerUnderTest _server = team.Server;

    [Fact]
    public async Task An_invitation_is_for_one_address_and_works_once()
    {
        var (_, owner) = await _server.PersonAsync("host@example.com");
        var (_, guest) = await _server.PersonAsync("guest@example.com");
        var (_, other) = await _server.PersonAsync("thief@example.com");
        var workspace = await team.WorkspaceAsync(owner);
        await InviteAsync(owner, workspace, "guest@example.com");
        var token = await _server.MailedTokenAsync("guest@example.com");
        await InvalidAsync(other.Post("invitations/accept", new { token }));
        var joined = await guest.Post("invitations/accept", new { token }).IsAsync<Workspace>(HttpStatusCode.OK);
        Assert.Equal((workspace.Id, "member", 2), (joined.Id, joined.Role, joined.MemberCount));
        await InvalidAsync(guest.Post("invitations/accept", new { token }));
        await owner.Post($"workspaces/{workspace.Id}/invitations", new { email = "Guest@example.com" })
            .IsProblemAsync(HttpStatusCode.Conflict, "already_member");
    }

    [Fact]
    public async Task Who_has_no_account_yet_registers_with_the_invitation_and_then_joins()
    {
        var (_, owner) = await _server.PersonAsync("inviter@example.com");
        var workspace = await team.WorkspaceAsync(owner);
        await InviteAsync(owner, workspace, "newcomer@example.com");
        var token = await _server.MailedTokenAsync("newcomer@example.com");
        var browser = _server.Browser();
        var register = new { email = "newcomer@example.com", password = ServerUnderTest.Password, invitation = token };
        Assert.Equal("log-in",
            (await browser.Post("account/register", register).IsAsync<RegisterAnswer>(HttpStatusCode.Accepted)).Next);
        await browser.Post("account/log-in", new { register.email, register.password }).IsAsync(HttpStatusCode.OK);
        await browser.Post("invitations/accept", new { token }).IsAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_invitation_that_is_a_week_old_taken_back_or_sent_anew_opens_nothing()
    {
        var (_, owner) = await _server.PersonAsync("fickle@example.com");
        var workspace = await team.WorkspaceAsync(owner);
        var (_, guest) = await _server.PersonAsync("unlucky@example.com");
        var invitations = $"workspaces/{workspace.Id}/invitations";
        await InviteAsync(owner, workspace, "unlucky@example.com");
        var first = await _server.MailedTokenAsync("unlucky@example.com");
        await InviteAsync(owner, workspace, "unlucky@example.com");
        var second = await _server.MailedTokenAsync("unlucky@example.com");
        await InvalidAsync(guest.Post("invitations/accept", new { token = first }));

        var open = Assert.Single((await owner.Get(invitations).IsAsync<Page<Invitation>>(HttpStatusCode.OK)).Items);
        await owner.Delete($"{invitations}/{open.Id}").IsAsync(HttpStatusCode.NoContent);
        await InvalidAsync(guest.Post("invitations/accept", new { token = second }));

        await InviteAsync(owner, workspace, "unlucky@example.com");
        await _server.ExecuteAsync("update invitation set expires_at = expires_at - interval '7 days'");
        var third = await _server.MailedTokenAsync("unlucky@example.com");
        await InvalidAsync(guest.Post("invitations/accept", new { token = third }));
    }

    [Fact]
    public async Task Members_and_open_invitations_take_the_plans_seats()
    {
        var (_, owner) = await _server.PersonAsync("crowd@example.com");
        var workspace = await team.WorkspaceAsync(owner); // Ultra has 5 seats
        for (var i = 0; i < 4; i++)
            await InviteAsync(owner, workspace, $"crowd{i}@example.com");
        await InviteAsync(owner, workspace, "crowd0@example.com"); // again: no further seat
        var invite = owner.Post($"workspaces/{workspace.Id}/invitations", new { email = "crowd4@example.com" });
        var problem = await invite.IsProblemAsync(HttpStatusCode.Forbidden, "seats");
        Assert.Equal("max", problem.GetProperty("plan").GetString());

        // The plan shrinks before the invitation is taken.
        var (_, guest) = await _server.PersonAsync("crowd1@example.com");
        await _server.ExecuteAsync($"update workspace set plan = 'pro' where id = '{workspace.Id}'");
        var token = await _server.MailedTokenAsync("crowd1@example.com");
        await guest.Post("invitations/accept", new { token }).IsProblemAsync(HttpStatusCode.Forbidden, "seats");
    }

    static Task InviteAsync(HttpClient owner, Workspace workspace, string email) =>
        owner.Post($"workspaces/{workspace.Id}/invitations", new { email }).IsAsync(HttpStatusCode.Created);

    static async Task InvalidAsync(Task<HttpResponseMessage> request) =>
        await request.IsProblemAsync(HttpStatusCode.BadRequest, "invitation_invalid");
}
