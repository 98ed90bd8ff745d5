using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.WorkerApi;
using Mezzotint.Ledger;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.Administration;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TestedDatabase = Mezzotint.TestDatabase.TestDatabase;

namespace Mezzotint.Server.Tests;

/// <summary>A server on a loopback port with a database of its own; a worker's calls are made by the tests.</summary>
sealed class ServerUnderTest : IAsyncDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly string _folder = Path.Combine(Path.GetTempPath(), $"mezzotint-server-{Guid.CreateVersion7():N}");
    readonly TestedDatabase _database;
    readonly ServerOptions _options;
    readonly RegisterWorker _worker =
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), "test", ["miniature"], 1L << 30);
    Task _server = Task.CompletedTask;
    WebApplication? _app;
    Uri? _address;
    HttpClient? _workerClient;

    ServerUnderTest(TestedDatabase database, Func<ServerOptions, ServerOptions>? change)
    {
        _database = database;
        var usual = new ServerOptions(_folder, "http://127.0.0.1:0") { ConnectionString = database.ConnectionString };
        _options = change?.Invoke(usual) ?? usual;
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TestedDatabase Database => _database;

    /// <summary>Where it keeps what it keeps.</summary>
    public string Folder => _folder;

    /// <summary>Where it answers.</summary>
    public Uri Address => _address!;

    /// <summary>The worker's connection, under a key with the scope worker.</summary>
    public HttpClient Worker => _workerClient!;

    /// <summary>All that it answers.</summary>
    public IEnumerable<RouteEndpoint> Routes =>
        _app!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Starts one.</summary>
    /// <param name="change">What is asked for besides the usual.</param>
    /// <param name="plan">A plan of its catalogue, for the one who has the worker's key.</param>
    public static async Task<ServerUnderTest> StartAsync(
        Func<ServerOptions, ServerOptions>? change = null, string plan = "free")
    {
        var server = new ServerUnderTest(await TestedDatabase.CreateAsync(), change);
        var started = new TaskCompletionSource<WebApplication>();
        server._server = MezzotintServer.ServeAsync(server._options, started.SetResult, server._stop.Token);
        await await Task.WhenAny(server._server, started.Task);
        server._app = await started.Task;
        server._address = new Uri(server._app.Urls.First());
        server._workerClient = server.Client(await server.KeyAsync(
            (await server.UserAsync("operator@example.com", plan)).User, Scope.Worker));
        (await server.Worker.PostAsJsonAsync("api/worker/v1/workers", server._worker, Stop)).EnsureSuccessStatusCode();
        return server;
    }

    public HttpClient Client(string? key)
    {
        var client = new HttpClient { BaseAddress = _address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async Task<(User User, HttpClient Client)> UserAsync(string email, string plan, bool isAdmin = false)
    {
        var (user, key) = await CreateUser.RunAsync(
            _options, new NewUser(email, "correct horse", plan, isAdmin), withKey: true, Stop);
        return (user, Client(key));
    }

    public async Task<string> KeyAsync(User user, params Scope[] scopes)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        var token = await new Server.ApiKeys.ApiKeys(_database.DataSource, TimeProvider.System).CreateAsync(
            transaction, new NewApiKey(user.WorkspaceId, user.Id, "test", scopes), Stop);
        await transaction.CommitAsync(Stop);
        return token.Text;
    }

    public async Task<Generation> GenerateAsync(HttpClient client, CreateGenerationRequest request)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/generations", request, Stop);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return await ReadAsync(answer);
    }

    public async Task<ClaimedJob?> ClaimAsync()
    {
        using var answer = await Worker.PostAsJsonAsync(
            "api/worker/v1/claims", new ClaimRequest(_worker, [], 0), Stop);
        return (await answer.Content.ReadFromJsonAsync<ClaimAnswer>(Stop))!.Claimed;
    }

    public async Task<HttpResponseMessage> DeliverAsync(ClaimedJob job, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return await Worker.PutAsync($"api/worker/v1/jobs/{job.JobId}/image?leaseToken={job.LeaseToken}"
            + "&width=256&height=128&seconds=1.5", content, Stop);
    }

    /// <summary>What a workspace can spend and what is on hold, in millicredits.</summary>
    public async Task<(long Available, long Held)> BalanceAsync(User user)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync(Stop);
        var balances = await Balances.OfAsync(connection, user.WorkspaceId, Stop);
        return (balances.Sum(balance => balance.AvailableMillicredits),
            balances.Sum(balance => balance.HeldMillicredits));
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _database.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }

    public static async Task<Generation> ReadAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<Generation>(Stop))!;

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _server;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        _stop.Dispose();
    }
}
