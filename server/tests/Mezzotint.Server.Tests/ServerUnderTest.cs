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
    public const string Password = "correct horse";

    readonly CancellationTokenSource _stop = new();
    readonly HashSet<string> _read = [];
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

    /// <summary>What it is made of.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>All that it answers.</summary>
    public IEnumerable<RouteEndpoint> Routes =>
        _app!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
    public ServerOptions Options => _options;

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
            _options, new NewUser(email, Password, plan, IsAdmin: false), withKey: true, Stop);
        return (user, Client(key));
    }

    public async Task<string> KeyAsync(User user, params Scope[] scopes)
    {
        if (scopes.Contains(Scope.Admin)) // a key gives no more than its maker has
            await ExecuteAsync($"update app_user set is_admin = true where id = '{user.Id}'");
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

    /// <summary>A browser: it keeps cookies and says where its requests come from.</summary>
    /// <param name="session">The token of a session that it has already.</param>
    public HttpClient Browser(string? session = null)
    {
        var cookies = new CookieContainer();
        if (session is not null)
            cookies.Add(_address!, new Cookie(SessionCookie.Name, session));
        var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = _address };
        client.DefaultRequestHeaders.Add("Origin", _address!.GetLeftPart(UriPartial.Authority));
        return client;
    }

    /// <summary>A person with a browser that is logged in: the session is just written, which is faster.</summary>
    public async Task<(User User, HttpClient Browser)> PersonAsync(
        string email, string plan = "free", bool isAdmin = false)
    {
        var (user, _) = await CreateUser.RunAsync(
            _options, new NewUser(email, Password, plan, isAdmin), withKey: false, Stop);
        var token = SecretToken.Create();
        await ExecuteAsync($"""
            insert into user_session (id, user_id, hash, security_stamp, address, device)
            select '{Guid.CreateVersion7()}', id, '\x{Convert.ToHexString(token.Hash)}', security_stamp, '127.0.0.1', ''
            from app_user where id = '{user.Id}'
            """);
        return (user, Browser(token.Text));
    }

    /// <summary>Logs somebody in on another device.</summary>
    public async Task<HttpClient> LogInAsync(string email, string password = Password)
    {
        var browser = Browser();
        using var answer = await browser.PostAsJsonAsync("/api/v1/account/log-in", new { email, password }, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        return browser;
    }

    /// <summary>The next mail to an address that was not read yet, as it lies in the data folder.</summary>
    public async Task<string> MailAsync(string address)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            foreach (var path in Mails().Where(path => !_read.Contains(path)))
            {
                var text = (await File.ReadAllTextAsync(path, Stop)).ReplaceLineEndings("\n");
                if (!text.Contains($"To: {address}\n") || !text.TrimEnd().EndsWith(_options.PublicAddress))
                    continue; // another's, or being written
                _read.Add(path);
                return text;
            }
            await Task.Delay(50, Stop);
        }
        throw new TimeoutException($"No mail came to {address}.");
    }

    /// <summary>What stands after the # of the next mail's link.</summary>
    public async Task<string> MailedTokenAsync(string address) =>
        (await MailAsync(address)).Split('#')[1].Split('\n')[0];

    IEnumerable<string> Mails() => Directory.Exists(Path.Combine(_folder, "mail"))
        ? new DirectoryInfo(Path.Combine(_folder, "mail")).GetFiles().OrderBy(file => file.LastWriteTimeUtc)
            .Select(file => file.FullName)
        : [];

    public async Task<ClaimedJob?> ClaimAsync(params string[] models)
    {
        var worker = _worker with { Models = [.. _worker.Models, .. models] };
        using var answer = await Worker.PostAsJsonAsync(
            "api/worker/v1/claims", new ClaimRequest(worker, [], 0), Stop);
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

    /// <summary>Until somebody waits for a lock of the database.</summary>
    public async Task WaitForLockAsync()
    {
        await using var command = _database.DataSource.CreateCommand("""
            select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
            """);
        var began = TimeProvider.System.GetTimestamp();
        while ((long)(await command.ExecuteScalarAsync(Stop))! == 0)
            Assert.True(TimeProvider.System.GetElapsedTime(began).TotalSeconds < 60, "nobody waits");
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
