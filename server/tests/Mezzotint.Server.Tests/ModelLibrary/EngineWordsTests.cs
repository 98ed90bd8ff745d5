using System.Net;
using System.Net.Http.Json;
using Mezzotint.Contracts.ModelLibrary;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Tests.ModelLibrary;

/// <summary>What the server says of an engine that it does not run.</summary>
public sealed class EngineWordsTests : IAsyncLifetime
{
    const string Tokens = "/api/v1/models/miniature/tokens";

    ServerUnderTest _server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ServerUnderTest.StartAsync(options => options with
    {
        Engine = new KnownEngine(["Euler", "Heun"], ["karras"],
            (checkpoint, prompt) => checkpoint == "miniature" && prompt != "unknown" ? prompt.Length : null, 75),
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Names_of_samplers_and_schedulers_are_the_engines()
    {
        var (_, client) = await _server.UserAsync("ada@example.com", "pro");
        var names = (await client.GetFromJsonAsync<SamplingNames>("/api/v1/samplers", Stop))!;
        Assert.Equal(["Euler", "Heun"], names.Samplers);
        Assert.Equal(["karras"], names.Schedulers);
    }

    [Theory]
    [InlineData("boats", 5)]
    [InlineData("", 0)]
    [InlineData("unknown", null)]
    public async Task Tokens_are_counted_by_the_checkpoint_of_the_model(string prompt, int? count)
    {
        var (_, client) = await _server.UserAsync("ada@example.com", "pro");
        using var answer = await client.PostAsJsonAsync(Tokens, new CountTokensRequest(prompt), Stop);
        Assert.Equal(new TokenCount(count, 75), await answer.Content.ReadFromJsonAsync<TokenCount>(Stop));
    }

    [Fact]
    public async Task What_cannot_be_counted_is_refused()
    {
        var (user, client) = await _server.UserAsync("ada@example.com", "pro");
        var narrow = _server.Client(await _server.KeyAsync(user, Scope.Generate));
        foreach (var (caller, address, prompt, status) in new[]
        {
            (client, Tokens, new string('a', 10_001), HttpStatusCode.BadRequest),
            (client, "/api/v1/models/nothing/tokens", "a", HttpStatusCode.NotFound),
            (narrow, Tokens, "a", HttpStatusCode.Forbidden),
        })
        {
            using var answer = await caller.PostAsJsonAsync(address, new CountTokensRequest(prompt), Stop);
            Assert.Equal(status, answer.StatusCode);
        }
    }
}
