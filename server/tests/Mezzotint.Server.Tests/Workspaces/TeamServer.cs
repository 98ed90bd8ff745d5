using System.Net;
using Mezzotint.Contracts.Workspaces;

namespace Mezzotint.Server.Tests.Workspaces;

/// <summary>A server whose catalogue has plans with seats: weekly-yearly, where Ultra has 5.</summary>
public sealed class TeamServer : IAsyncLifetime
{
    internal ServerUnderTest Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ServerUnderTest.StartAsync(options => options with
    {
        Preset = "weekly-yearly",
    });

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>A workspace on a plan.</summary>
    internal async Task<Workspace> WorkspaceAsync(HttpClient owner, string plan = "ultra")
    {
        var workspace = await owner.Post("workspaces", new { name = "Studio" })
            .IsAsync<Workspace>(HttpStatusCode.Created);
        await Server.ExecuteAsync($"update workspace set plan = '{plan}' where id = '{workspace.Id}'");
        return workspace with { Plan = plan };
    }

    /// <summary>A person who was invited into a workspace and joined it.</summary>
    internal async Task<(Guid UserId, HttpClient Browser)> MemberAsync(
        HttpClient owner, Workspace workspace, string email, string role = "member")
    {
        var (user, browser) = await Server.PersonAsync(email);
        await owner.Post($"workspaces/{workspace.Id}/invitations", new { email, role }).IsAsync(HttpStatusCode.Created);
        var token = await Server.MailedTokenAsync(email);
        await browser.Post("invitations/accept", new { token }).IsAsync(HttpStatusCode.OK);
        return (user.Id, browser);
    }
}
