using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Mezzotint.Postgres;

/// <summary>A PostgreSQL of our own in a folder: no port, and a Unix socket that only its user opens.</summary>
/// <remarks>
/// It ends with the process that started it, however that ends: a shell beside it waits for the end of a pipe. Where it
/// ends by itself (killed, out of memory), it is started again. If one already runs on the folder, it is used and left
/// running.
/// </remarks>
public sealed class PrivateCluster : IAsyncDisposable
{
    const string User = "mezzotint";
    const int SocketPathMax = 90; // the system's limit is 107 bytes, of which PostgreSQL adds ".s.PGSQL.5432"

    // PostgreSQL in the background of a shell, which stops it when our end of the pipe closes.
    const string Guard =
        "exec 3<&0; \"$@\" </dev/null & server=$!; (read -r _ <&3; kill -INT $server) & exec 3<&-; wait $server";

    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan RestartPause = TimeSpan.FromMilliseconds(500);

    readonly Func<Process>? _start;
    readonly CancellationTokenSource _stop = new();
    readonly Lock _gate = new();
    Process? _guard;
    Task<string> _log = Task.FromResult("");
    Task _supervision = Task.CompletedTask;

    PrivateCluster(string socketFolder, Func<Process>? start)
    {
        SocketFolder = socketFolder;
        _start = start;
    }

    /// <summary>The folder of the Unix socket.</summary>
    public string SocketFolder { get; }

    /// <summary>Whether PostgreSQL was started here, and not found running.</summary>
    public bool IsOwner => _start is not null;

    /// <summary>The connection string of one of its databases.</summary>
    public string ConnectionString(string database) => $"Host={SocketFolder};Username={User};Database={database}";

    /// <summary>Starts the cluster of a folder, which is made first if there is none.</summary>
    /// <param name="folder">Where its files lie or shall lie.</param>
    /// <param name="settings">Settings beside the usual ones, name=value.</param>
    /// <param name="cancellation">Stops waiting, and what was started.</param>
    /// <exception cref="PostgresException">It cannot be made or started; PostgreSQL says why.</exception>
    public static async Task<PrivateCluster> StartAsync(
        string folder, IReadOnlyList<string> settings, CancellationToken cancellation)
    {
        folder = Path.GetFullPath(folder);
        var account = ClusterAccount.Choose();
        var sockets = SocketsOf(folder);
        Directory.CreateDirectory(sockets);
        var binaries = account.Reach(PostgresBinaries.Find(), folder);
        account.TakeFolder(folder);
        if (!sockets.StartsWith(folder, StringComparison.Ordinal))
            account.TakeFolder(sockets);
        if (await AnswersAsync(sockets, cancellation))
            return new PrivateCluster(sockets, null);
        var data = Path.Combine(folder, "data");
        if (!File.Exists(Path.Combine(data, "PG_VERSION")))
            await InitializeAsync(account, binaries, data, cancellation);
        string[] options =
        [
            "listen_addresses=", $"unix_socket_directories={sockets}", "max_connections=200", "shared_buffers=128MB",
            "password_encryption=scram-sha-256", "logging_collector=off", .. settings,
        ];
        var cluster = new PrivateCluster(sockets, () => Process.Start(account.Start("/bin/sh",
            ["-c", Guard, "sh", Path.Combine(binaries, "postgres"), "-D", data,
                .. options.SelectMany(option => new[] { "-c", option })]))!);
        cluster.StartGuard();
        await cluster.WaitUntilReadyAsync(folder, cancellation);
        cluster._supervision = cluster.SuperviseAsync();
        return cluster;
    }

    /// <summary>Makes a database if there is none of this name.</summary>
    /// <param name="name">Its name: small letters, digits and underscores.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task CreateDatabaseAsync(string name, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres") + ";Pooling=false");
        await using var exists = source.CreateCommand("select 1 from pg_database where datname = $1");
        exists.Parameters.AddWithValue(name);
        if (await exists.ExecuteScalarAsync(cancellation) is not null)
            return;
        await using var create = source.CreateCommand($"create database \"{name}\"");
        await create.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Stops PostgreSQL if it was started here: open transactions are rolled back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_guard is null)
            return;
        lock (_gate)
        {
            _stop.Cancel();
            _guard.StandardInput.Close();
        }
        await _guard.WaitForExitAsync();
        await _log;
        await _supervision;
        _guard.Dispose();
        _stop.Dispose();
    }

    void StartGuard()
    {
        _guard = _start!();
        _ = _guard.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _log = LastLinesAsync(_guard.StandardError);
    }

    /// <summary>Starts PostgreSQL again whenever it ended though nobody stopped it.</summary>
    async Task SuperviseAsync()
    {
        while (true)
        {
            await _guard!.WaitForExitAsync();
            if (!_stop.IsCancellationRequested)
            {
                _guard.StandardInput.Close(); // what waits for it holds the log open
                await Task.Delay(RestartPause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            lock (_gate)
            {
                if (_stop.IsCancellationRequested)
                    return;
                _guard.Dispose();
                StartGuard();
            }
        }
    }

    static async Task InitializeAsync(
        ClusterAccount account, string binaries, string data, CancellationToken cancellation)
    {
        // Made beside its place and moved there, so that a broken attempt leaves no half cluster.
        var draft = data + ".new";
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        using var initdb = Process.Start(account.Start(Path.Combine(binaries, "initdb"),
            "-D", draft, "-U", User, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"))!;
        initdb.StandardInput.Close();
        var (output, errors) = (initdb.StandardOutput.ReadToEndAsync(cancellation),
            initdb.StandardError.ReadToEndAsync(cancellation));
        await initdb.WaitForExitAsync(cancellation);
        await output;
        if (initdb.ExitCode != 0)
            throw new PostgresException($"initdb could not make a PostgreSQL cluster in {data}: {await errors}");
        Directory.Move(draft, data);
    }

    async Task WaitUntilReadyAsync(string folder, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            while (!await AnswersAsync(SocketFolder, cancellation))
            {
                if (_guard!.HasExited)
                {
                    _guard.StandardInput.Close(); // what waits for it holds the log open
                    throw new PostgresException($"PostgreSQL did not start in {folder}: {await _log}");
                }
                if (Stopwatch.GetElapsedTime(started) > StartLimit)
                    throw new PostgresException(
                        $"PostgreSQL did not answer in {folder} within {StartLimit.TotalSeconds} seconds.");
                await Task.Delay(20, cancellation);
            }
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    static async Task<bool> AnswersAsync(string sockets, CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(sockets, ".s.PGSQL.5432")))
            return false;
        try
        {
            await using var connection = new NpgsqlConnection(
                $"Host={sockets};Username={User};Database=postgres;Pooling=false;Timeout=5");
            await connection.OpenAsync(cancellation);
            return true;
        }
        catch (NpgsqlException)
        {
            return false; // nobody listens, or it is still starting
        }
    }

    /// <summary>Where the socket lies: in the folder, or in the temporary one if its name is too long.</summary>
    static string SocketsOf(string folder)
    {
        var near = Path.Combine(folder, "run");
        return Encoding.UTF8.GetByteCount(near) <= SocketPathMax ? near : Path.Combine(Path.GetTempPath(),
            "mezzotint-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16]);
    }

    /// <summary>Reads to the end and keeps the last lines, for the message of a failure.</summary>
    static async Task<string> LastLinesAsync(StreamReader reader)
    {
        var lines = new Queue<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
            if (lines.Count > 20)
                lines.Dequeue();
        }
        return string.Join('\n', lines);
    }
}
