using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Webhooks;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.ApiKeys;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Tests.Routes;

/// <summary>Every route of the running server, with every kind of caller.</summary>
public sealed partial class RouteTests : IAsyncLifetime
{
    ServerUnderTest _server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ServerUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Every_route_says_who_may_call_it() => Assert.Empty(
        from route in _server.Routes
        where route.Metadata.OfType<Scope>().Count() + route.Metadata.OfType<AnonymousByNature>().Count()
            + route.Metadata.OfType<PersonOnly>().Count() != 1
        select $"{route.RoutePattern.RawText} needs Require(scope), RequirePerson() or AnonymousByNature(), and one.");

    [Fact]
    public async Task Every_route_about_a_person_asks_for_a_session_and_a_key_is_none()
    {
        var (ada, _) = await _server.UserAsync("ada@example.com", "pro");
        var key = _server.Client(await _server.KeyAsync(ada, Enum.GetValues<Scope>()));
        var routes = Calls([]).Where(call => call.IsPersonal).ToList();
        Assert.NotEmpty(routes);
        foreach (var call in routes)
        {
            using var nobody = await SendAsync(_server.Client(null), call);
            Assert.Equal((call, HttpStatusCode.Unauthorized), (call, nobody.StatusCode));
            using var machine = await SendAsync(key, call);
            Assert.Equal((call, HttpStatusCode.Forbidden), (call, machine.StatusCode));
        }
    }

    [Fact]
    public async Task Every_route_lets_in_a_key_with_its_scope_and_shows_nobody_what_is_anothers()
    {
        var (ada, _) = await _server.UserAsync("ada@example.com", "pro", isAdmin: true);
        var (bob, _) = await _server.UserAsync("bob@example.com", "pro", isAdmin: true);
        var owner = _server.Client(await _server.KeyAsync(ada, Enum.GetValues<Scope>()));
        var stranger = _server.Client(await _server.KeyAsync(bob, Enum.GetValues<Scope>()));
        var subjects = await GivenSubjectsAsync(owner, ada.WorkspaceId);
        var calls = Calls(subjects).ToList();
        var faults = new List<string>();
        foreach (var call in calls)
        {
            if (call.Scope is not { } scope)
                continue;
            var other = _server.Client(await _server.KeyAsync(ada, [.. Enum.GetValues<Scope>().Except([scope])]));
            await ExpectAsync(call, _server.Client(null), "no key", status => status == HttpStatusCode.Unauthorized);
            await ExpectAsync(call, other, "a key without its scope", status => status == HttpStatusCode.Forbidden);
            if (call.IsOfSubject)
                await ExpectAsync(call, stranger, "another workspace's key", IsHidden);
        }
        // What deletes comes last.
        var own = calls.Where(call => !call.IsPersonal && !call.IsForOwners);
        foreach (var call in own.OrderBy(call => call.Method == "DELETE"))
            await ExpectAsync(call, call.Scope is null ? _server.Client(null) : owner, "the right key", status =>
                status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                && status < HttpStatusCode.InternalServerError
                && !(call.IsOfSubject && !call.IsOfTheMoment && IsHidden(status)));
        Assert.True(faults.Count == 0, string.Join('\n', faults));

        async Task ExpectAsync(Call call, HttpClient client, string who, Func<HttpStatusCode, bool> isRight)
        {
            using var answer = await SendAsync(client, call);
            if (!isRight(answer.StatusCode))
                faults.Add($"{call.Method} {call.Path} with {who} answered {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_workspace_is_ended_by_no_key()
    {
        var (_, client) = await _server.UserAsync("ada@example.com", "pro");
        var (ada, _) = await _server.UserAsync("eve@example.com", "pro");
        var key = _server.Client(await _server.KeyAsync(ada, Enum.GetValues<Scope>()));
        using var own = await key.DeleteAsync($"/api/v1/workspaces/{ada.WorkspaceId}", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, own.StatusCode);
        using var others = await client.DeleteAsync($"/api/v1/workspaces/{ada.WorkspaceId}", Stop);
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
    }

    static bool IsHidden(HttpStatusCode status) => status == HttpStatusCode.NotFound;

    /// <summary>What the owner has, by the start of its routes. Others are called with nobody's id.</summary>
    async Task<Dictionary<string, Guid>> GivenSubjectsAsync(HttpClient owner, Guid workspaceId)
    {
        var generation = await _server.GenerateAsync(owner, new CreateGenerationRequest { Prompt = "a boat" });
        var job = (await _server.ClaimAsync())!;
        await _server.DeliverAsync(job, [1, 2, 3]);
        var webhook = await PostAsync<Webhook>(owner, "/api/v1/webhooks",
            new CreateWebhookRequest { Url = "https://hooks.invalid/" });
        var delivery = await PostAsync<WebhookDelivery>(owner, $"/api/v1/webhooks/{webhook.Id}/test", null);
        return new Dictionary<string, Guid>
        {
            ["/api/v1/generations/"] = generation.Id,
            ["/api/v1/images/"] = job.JobId,
            ["/api/v1/uploads/"] = (await Pictures.UploadAsync(owner, Drawn.File(8, 8))).Id,
            ["/api/v1/webhooks/"] = webhook.Id,
            ["/api/v1/webhook-deliveries/"] = delivery.Id,
            ["/api/v1/workspaces/"] = workspaceId,
        };
    }

    IEnumerable<Call> Calls(Dictionary<string, Guid> subjects) =>
        from route in _server.Routes
        let text = "/" + route.RoutePattern.RawText!.TrimStart('/')
        let subject = subjects.Where(subject => text.StartsWith(subject.Key + "{", StringComparison.Ordinal))
            .Select(subject => (Guid?)subject.Value).FirstOrDefault()
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select new Call(method, Parameter().Replace(text, match => match.Value == "{documentName}" ? "v1"
                : (subject ?? Guid.CreateVersion7()).ToString()),
            route.Metadata.OfType<Scope?>().FirstOrDefault(), subject is not null)
        {
            IsPersonal = route.Metadata.OfType<PersonOnly>().Any(),
        };

    static async Task<HttpResponseMessage> SendAsync(HttpClient client, Call call)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), call.Path);
        if (call.Method is not ("GET" or "DELETE"))
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    static async Task<T> PostAsync<T>(HttpClient client, string path, object? body)
    {
        using var answer = await client.PostAsJsonAsync(path, body, Stop);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<T>(Stop))!;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    sealed record Call(string Method, string Path, Scope? Scope, bool IsOfSubject)
    {
        /// <summary>Whether it is about the person who asks.</summary>
        public bool IsPersonal { get; init; }

        /// <summary>Whether it is not there always, as a picture's preview, or is about something within.</summary>
        public bool IsOfTheMoment =>
            Path.EndsWith("/preview", StringComparison.Ordinal) || Path.Count(c => c == '/') > 5;

        /// <summary>Whether no key may, but an owner who is logged in: ending a workspace.</summary>
        public bool IsForOwners => Method == "DELETE"
            && Path.StartsWith("/api/v1/workspaces/", StringComparison.Ordinal) && Path.Count(c => c == '/') == 4;
    }
}
