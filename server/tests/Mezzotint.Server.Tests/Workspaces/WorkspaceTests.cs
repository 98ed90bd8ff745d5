using System.Net;
using Mezzotint.Contracts.ApiKeys;
using Mezzotint.Contracts.Paging;
using Mezzotint.Contracts.Workspaces;

namespace Mezzotint.Server.Tests.Workspaces;

public sealed class WorkspaceTests(TeamServer team) : IClassFixture<TeamServer>
{
    readonly ServerUnderTest _server = team.Server;

    [Fact]
    public async Task A_workspace_begins_with_its_maker_and_without_credits()
    {
        var (user, browser) = await _server.PersonAsync("maker@example.com");
        var made = await browser.Post("workspaces", new { name = "Studio" })
            .IsAsync<Workspace>(HttpStatusCode.Created);
        Assert.Equal(("Studio", "free", "owner", 1, false),
            (made.Name, made.Plan, made.Role, made.MemberCount, made.IsPersonal));
        Assert.Equal((0, 0), await _server.BalanceAsync(new(user.Id, user.Email, made.Id)));
        var mine = (await browser.Get("workspaces").IsAsync<Page<Workspace>>(HttpStatusCode.OK)).Items;
        Assert.Equal([made.Id, user.WorkspaceId], mine.Select(workspace => workspace.Id));
        var renamed = await browser.Patch($"workspaces/{made.Id}", new { name = "Atelier" })
            .IsAsync<Workspace>(HttpStatusCode.OK);
        Assert.Equal("Atelier", renamed.Name);
    }

    [Fact]
    public async Task The_header_says_which_workspace_a_request_is_about()
    {
        var (_, browser) = await _server.PersonAsync("header@example.com");
        var workspace = await team.WorkspaceAsync(browser);
        await browser.Post("generations", new { prompt = "a boat" }).IsAsync(HttpStatusCode.Accepted);
        browser.DefaultRequestHeaders.Add("Mezzotint-Workspace", $"{workspace.Id}");
        await browser.Post("generations", new { prompt = "a boat" })
            .IsProblemAsync(HttpStatusCode.PaymentRequired, "insufficient_credits");
        browser.DefaultRequestHeaders.Remove("Mezzotint-Workspace");
        browser.DefaultRequestHeaders.Add("Mezzotint-Workspace", $"{Guid.CreateVersion7()}");
        await browser.Post("generations", new { prompt = "a boat" })
            .IsProblemAsync(HttpStatusCode.NotFound, "not_found");
        browser.DefaultRequestHeaders.Remove("Mezzotint-Workspace");
        browser.DefaultRequestHeaders.Add("Mezzotint-Workspace", "mine");
        await browser.Post("generations", new { prompt = "a boat" })
            .IsProblemAsync(HttpStatusCode.BadRequest, "invalid_field");
    }

    [Fact]
    public async Task Of_another_workspace_there_is_nothing()
    {
        var (owner, inside) = await _server.PersonAsync("inside@example.com");
        var (_, outside) = await _server.PersonAsync("outside@example.com");
        var (_, key) = await _server.UserAsync("outside-key@example.com", "max");
        var id = (await team.WorkspaceAsync(inside)).Id;
        foreach (var client in new[] { outside, key })
        {
            await NotFoundAsync(client.Get($"workspaces/{id}"));
            await NotFoundAsync(client.Get($"workspaces/{id}/members"));
            await NotFoundAsync(client.Get($"workspaces/{id}/invitations"));
            await NotFoundAsync(client.Patch($"workspaces/{id}", new { name = "Mine" }));
            await NotFoundAsync(client.Delete($"workspaces/{id}"));
            await NotFoundAsync(client.Post($"workspaces/{id}/owner", new { userId = owner.Id }));
            await NotFoundAsync(client.Patch($"workspaces/{id}/members/{owner.Id}", new { role = "member" }));
            await NotFoundAsync(client.Delete($"workspaces/{id}/members/{owner.Id}"));
            await NotFoundAsync(client.Post($"workspaces/{id}/invitations", new { email = "x@example.com" }));
            await NotFoundAsync(client.Delete($"workspaces/{id}/invitations/{id}"));
        }
    }

    [Fact]
    public async Task A_member_makes_and_sees_pictures_and_manages_nothing()
    {
        var (_, owner) = await _server.PersonAsync("boss@example.com");
        var workspace = await team.WorkspaceAsync(owner);
        var (_, member) = await team.MemberAsync(owner, workspace, "hand@example.com");
        await member.Get($"workspaces/{workspace.Id}/members").IsAsync(HttpStatusCode.OK);
        foreach (var request in new[]
        {
            member.Patch($"workspaces/{workspace.Id}", new { name = "Mine" }),
            member.Get($"workspaces/{workspace.Id}/invitations"),
            member.Post($"workspaces/{workspace.Id}/invitations", new { email = "x@example.com" }),
            member.Delete($"workspaces/{workspace.Id}"),
        })
            await request.IsProblemAsync(HttpStatusCode.Forbidden, "missing_scope");
    }

    [Fact]
    public async Task One_owner_always_is_left_and_only_owners_change_owners()
    {
        var (first, owner) = await _server.PersonAsync("first@example.com");
        var workspace = await team.WorkspaceAsync(owner);
        var (second, admin) = await team.MemberAsync(owner, workspace, "second@example.com", "admin");
        var members = $"workspaces/{workspace.Id}/members";
        await admin.Patch($"{members}/{first.Id}", new { role = "member" })
            .IsProblemAsync(HttpStatusCode.Forbidden, "owner_needed");
        await admin.Patch($"{members}/{second}", new { role = "owner" })
            .IsProblemAsync(HttpStatusCode.Forbidden, "owner_needed");
        await admin.Delete($"workspaces/{workspace.Id}").IsProblemAsync(HttpStatusCode.Forbidden, "owner_needed");
        await owner.Patch($"{members}/{first.Id}", new { role = "admin" })
            .IsProblemAsync(HttpStatusCode.Conflict, "last_owner");
        await owner.Delete($"{members}/{first.Id}").IsProblemAsync(HttpStatusCode.Conflict, "last_owner");

        await owner.Post($"workspaces/{workspace.Id}/owner", new { userId = second })
            .IsAsync(HttpStatusCode.NoContent);
        Assert.Equal(["admin", "owner"], (await owner.Get(members).IsAsync<Page<Member>>(HttpStatusCode.OK)).Items
            .OrderBy(member => member.Role).Select(member => member.Role));
        await owner.Delete($"{members}/{first.Id}").IsAsync(HttpStatusCode.NoContent); // an admin may leave
        await owner.Get(members).IsProblemAsync(HttpStatusCode.NotFound, "not_found");
        await admin.Post($"workspaces/{workspace.Id}/owner", new { userId = first.Id })
            .IsProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Two_owners_who_leave_at_once_do_not_both_go()
    {
        var (first, owner) = await _server.PersonAsync("left@example.com");
        var workspace = await team.WorkspaceAsync(owner);
        var (second, other) = await team.MemberAsync(owner, workspace, "right@example.com");
        var members = $"workspaces/{workspace.Id}/members";
        await owner.Patch($"{members}/{second}", new { role = "owner" }).IsAsync(HttpStatusCode.NoContent);
        var answers = await Task.WhenAll(
            owner.Delete($"{members}/{first.Id}"), other.Delete($"{members}/{second}"));
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Conflict],
            answers.Select(answer => answer.StatusCode).Order());
    }

    [Fact]
    public async Task Who_leaves_takes_no_key_along()
    {
        var (_, owner) = await _server.PersonAsync("keeper@example.com");
        var workspace = await team.WorkspaceAsync(owner);
        var (userId, admin) = await team.MemberAsync(owner, workspace, "goer@example.com", "admin");
        admin.DefaultRequestHeaders.Add("Mezzotint-Workspace", $"{workspace.Id}");
        var made = await admin.Post("api-keys", new { name = "Mine", scopes = new[] { "read", "manage" } })
            .IsAsync<CreatedApiKey>(HttpStatusCode.Created);
        var key = _server.Client(made.Text);
        await key.Get($"workspaces/{workspace.Id}/invitations").IsAsync(HttpStatusCode.OK);
        await owner.Patch($"workspaces/{workspace.Id}/members/{userId}", new { role = "member" })
            .IsAsync(HttpStatusCode.NoContent);
        await key.Get($"workspaces/{workspace.Id}/invitations")
            .IsProblemAsync(HttpStatusCode.Forbidden, "missing_scope");
        await key.Get($"workspaces/{workspace.Id}").IsAsync(HttpStatusCode.OK);
        await owner.Delete($"workspaces/{workspace.Id}/members/{userId}").IsAsync(HttpStatusCode.NoContent);
        await key.Get($"workspaces/{workspace.Id}").IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_deleted_workspace_gives_back_what_was_on_hold_and_hears_its_workers_out()
    {
        var (user, owner) = await _server.PersonAsync("closer@example.com");
        var workspace = await team.WorkspaceAsync(owner);
        await _server.ExecuteAsync($"update workspace set renews_at = now() where id = '{workspace.Id}'");
        var purse = user with { WorkspaceId = workspace.Id };
        await _server.ExecuteAsync($"""
            insert into ledger_account (id, kind, workspace_id, wallet, source, expires_at, posted_millicredits,
                pending_millicredits)
            values ('{Guid.CreateVersion7()}', 'grant', '{workspace.Id}', 'credits', 'sale', 'infinity', 100000, 0)
            """);
        owner.DefaultRequestHeaders.Add("Mezzotint-Workspace", $"{workspace.Id}");
        await owner.Post("generations", new { prompt = "a boat", count = 2 }).IsAsync(HttpStatusCode.Accepted);
        var job = (await _server.ClaimAsync())!;
        await owner.Delete($"workspaces/{workspace.Id}").IsAsync(HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.NoContent, (await _server.DeliverAsync(job, [1])).StatusCode);
        Assert.Equal(0, (await _server.BalanceAsync(purse)).Held);
    }

    [Fact]
    public async Task A_persons_own_workspace_stays_theirs_alone()
    {
        var (user, browser) = await _server.PersonAsync("alone@example.com", "ultra");
        var own = $"workspaces/{user.WorkspaceId}";
        await browser.Delete(own).IsProblemAsync(HttpStatusCode.Conflict, "workspace_is_personal");
        await browser.Post($"{own}/invitations", new { email = "x@example.com" })
            .IsProblemAsync(HttpStatusCode.Conflict, "workspace_is_personal");
    }

    [Fact]
    public async Task A_person_owns_at_most_twenty_workspaces()
    {
        var (_, browser) = await _server.PersonAsync("collector@example.com");
        for (var i = 0; i < 20; i++)
            await browser.Post("workspaces", new { name = $"Studio {i}" }).IsAsync(HttpStatusCode.Created);
        await browser.Post("workspaces", new { name = "One more" })
            .IsProblemAsync(HttpStatusCode.Conflict, "too_many_workspaces");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("two\nlines")]
    [InlineData(null)]
    public async Task A_name_is_one_line(string? name)
    {
        var (_, browser) = await _server.PersonAsync($"name{name?.Length}@example.com");
        await browser.Post("workspaces", new { name }).IsProblemAsync(HttpStatusCode.BadRequest, "invalid_field");
    }

    static async Task NotFoundAsync(Task<HttpResponseMessage> request) =>
        await request.IsProblemAsync(HttpStatusCode.NotFound, "not_found");
}
