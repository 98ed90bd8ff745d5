using System.Net.Http.Json;
using Mezzotint.Contracts.ModelLibrary;
using Mezzotint.Server.ApiKeys;

namespace Mezzotint.Server.Tests.ModelLibrary;

public sealed class DeniedModelsTests : IAsyncLifetime
{
    ServerUnderTest _server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ServerUnderTest.StartAsync(
        options => options with { Preset = "weekly-yearly" }, "free");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task What_the_plan_has_not_is_listed_where_it_is_asked_for_with_a_plan_that_has_it()
    {
        var (_, client) = await _server.UserAsync("ada@example.com", "free");
        var own = await ModelsAsync(client, "/api/v1/models");
        Assert.All(own, model => Assert.True(model.IsInPlan));
        var all = await ModelsAsync(client, "/api/v1/models?denied=true");
        Assert.Equal(own.Select(model => model.Key), all.Take(own.Count).Select(model => model.Key));
        Assert.Equal([("sdxl-uncensored", "pro"), ("beta", "ultra")],
            all.Skip(own.Count).Select(model => (model.Key, model.Plan!)));
        Assert.All(all.Skip(own.Count), model => Assert.False(model.IsAvailable || model.IsInPlan));
    }

    [Fact]
    public async Task A_key_with_models_of_its_own_hears_of_no_others()
    {
        var (ada, _) = await _server.UserAsync("ada@example.com", "free");
        var client = _server.Client(await _server.KeyAsync(ada, Scope.Read));
        await _server.ExecuteAsync("update api_key set models = '{miniature}'");
        Assert.Equal(["miniature"], (await ModelsAsync(client, "/api/v1/models?denied=true")).Select(one => one.Key));
    }

    static async Task<List<OfferedModel>> ModelsAsync(HttpClient client, string path) =>
        (await client.GetFromJsonAsync<List<OfferedModel>>(path, Stop))!;
}
