using System.Net;
using System.Text.Json;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Tests.Hosting;

public sealed class ServeTests : IDisposable
{
    readonly string _folder = Path.Combine(Path.GetTempPath(), $"mezzotint-serve-{Guid.CreateVersion7():N}");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task With_nothing_configured_it_makes_its_database_and_is_ready()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var address = new TaskCompletionSource<string>();
        var options = new ServerOptions(_folder, "http://127.0.0.1:0");
        var server = MezzotintServer.RunAsync(options, address.SetResult, stop.Token);
        await Task.WhenAny(server, address.Task);
        using var client = new HttpClient { BaseAddress = new Uri(await address.Task) };
        Assert.Equal("ok\n", await client.GetStringAsync("/healthz", Stop));
        var ready = await client.GetAsync("/readyz", Stop);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.True(JsonDocument.Parse(await ready.Content.ReadAsStringAsync(Stop)).RootElement
            .GetProperty("isReady").GetBoolean());

        var error = await Assert.ThrowsAsync<ServerException>(() =>
            MezzotintServer.RunAsync(options, _ => { }, stop.Token));
        Assert.Contains("Another server", error.Message, StringComparison.Ordinal);

        await stop.CancelAsync();
        await server;
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_named()
    {
        var options = new ServerOptions(_folder, "http://127.0.0.1:0")
        {
            ConnectionString = "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2",
        };
        var error = await Assert.ThrowsAsync<ServerException>(() =>
            MezzotintServer.RunAsync(options, _ => { }, Stop));
        Assert.Contains("127.0.0.1:1", error.Message, StringComparison.Ordinal);
    }
}
