using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Mezzotint.Catalogue;
using Mezzotint.Postgres;
using Mezzotint.Server.Accounts;
using Mezzotint.Server.Administration;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Hosting;
using Npgsql;

namespace Mezzotint.ServerBench.Load;

/// <summary>A service of real processes in a temporary folder, with a plan that limits nothing.</summary>
sealed class BenchInstallation : IAsyncDisposable
{
    const string Plan = "ultimate";

    readonly Process _server;
    readonly string _folder;
    readonly ServerOptions _options;

    BenchInstallation(Process server, string folder, ServerOptions options, NpgsqlDataSource database)
    {
        (_server, _folder, _options, Database) = (server, folder, options, database);
    }

    /// <summary>The database, beside the server.</summary>
    public NpgsqlDataSource Database { get; }

    /// <summary>The connection string of the cluster's own database, for pgbench.</summary>
    public required PrivateCluster Cluster { get; init; }

    /// <summary>Memory that the server's process holds.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _server.Refresh();
            return _server.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Time of a core that was used so far.</summary>
    public ProcessorTimes ProcessorTimes => ProcessorTimes.Read(_server.Id);

    /// <summary>Starts the server and as many workers.</summary>
    /// <param name="command">How to start the program.</param>
    /// <param name="workers">How many workers.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<BenchInstallation> StartAsync(
        IReadOnlyList<string> command, int workers, CancellationToken cancellation)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"mezzotint-bench-{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(folder);
        var preset = Path.Combine(folder, "catalogue.json");
        await File.WriteAllTextAsync(preset, Unlimited(), cancellation);
        var data = Path.Combine(folder, "data");
        var server = Process.Start(new ProcessStartInfo(command[0], [.. command.Skip(1), "serve", "--data", data,
            "--preset", preset, "--urls", "http://127.0.0.1:0", "--workers", $"{workers}"])
        {
            RedirectStandardOutput = true,
        })!;
        var line = await server.StandardOutput.ReadLineAsync(cancellation)
            ?? throw new InvalidOperationException("The server did not start.");
        var address = line.Split(' ').First(word => word.Contains("://", StringComparison.Ordinal));
        var cluster = await PrivateCluster.StartAsync(Path.Combine(data, "postgres"), [], cancellation);
        return new BenchInstallation(server, folder, new ServerOptions(data, address) { Preset = preset },
            Server.Hosting.Database.Connect(cluster.ConnectionString("mezzotint")))
        {
            Cluster = cluster,
        };
    }

    /// <summary>A client of a workspace of its own.</summary>
    public async Task<HttpClient> ClientAsync(int number, CancellationToken cancellation) =>
        (await OwnerAsync(number, cancellation)).Client;

    /// <summary>The same, with the workspace.</summary>
    public async Task<(HttpClient Client, Guid WorkspaceId)> OwnerAsync(int number, CancellationToken cancellation)
    {
        var (user, key) = await CreateUser.RunAsync(_options,
            new NewUser($"person{number}@example.com", "correct horse", Plan, IsAdmin: false), true, cancellation);
        return (Client(key!), user.WorkspaceId);
    }

    /// <summary>A client that may do what workers do.</summary>
    public async Task<HttpClient> WorkerAsync(CancellationToken cancellation)
    {
        var (user, _) = await CreateUser.RunAsync(_options,
            new NewUser("worker@example.com", "correct horse", Plan, IsAdmin: false), false, cancellation);
        await using var connection = await Database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var key = await new ApiKeys(Database, TimeProvider.System).CreateAsync(
            transaction, new NewApiKey(user.WorkspaceId, user.Id, "bench", [Scope.Worker]), cancellation);
        await transaction.CommitAsync(cancellation);
        return Client(key.Text);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Cluster.DisposeAsync();
        using (var terminate = Process.Start("kill", ["-TERM", $"{_server.Id}"]))
            await terminate.WaitForExitAsync();
        await _server.WaitForExitAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    HttpClient Client(string key) => new()
    {
        BaseAddress = new Uri(_options.Url),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    /// <summary>The usual catalogue with a plan that may do as much as it likes.</summary>
    static string Unlimited()
    {
        var catalogue = JsonNode.Parse(Presets.Find("monthly-quota"))!;
        var plan = catalogue["plans"]!.AsArray().Single(plan => (string?)plan!["key"] == Plan)!;
        plan["grants"]![0]!["credits"] = 1_000_000;
        var entitlements = plan["entitlements"]!;
        foreach (var limit in new[] { "waitingJobs", "requestsPerMinute", "storageBytes" })
            entitlements[limit] = "unlimited";
        return catalogue.ToJsonString();
    }
}
