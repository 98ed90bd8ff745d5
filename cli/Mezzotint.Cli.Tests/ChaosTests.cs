using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Mezzotint.Imaging;

namespace Mezzotint.Cli.Tests;

/// <summary>
/// Server, worker and PostgreSQL are killed at random moments while pictures are asked for and made: nothing that was
/// accepted may be lost, and nothing charged twice.
/// </summary>
/// <remarks>
/// MEZZOTINT_CHAOS=GENERATIONS,KILLS makes it longer; MEZZOTINT_CHAOS_SEED repeats a run's choices, though not its
/// timing.
/// </remarks>
public sealed class ChaosTests(ITestOutputHelper output) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    readonly string _data = Path.Combine(Path.GetTempPath(), $"mezzotint-chaos-{Guid.CreateVersion7():N}");
    readonly Workplace _place = new();
    readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };
    Process? _server;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server?.Kill();
        _server?.WaitForExit();
        _server?.Dispose();
        WaitForTheEndOf("postgres");
        _place.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Killing_any_process_at_any_moment_loses_no_generation_no_picture_and_no_credit()
    {
        var (generations, kills) = Size();
        var seed = int.Parse(Environment.GetEnvironmentVariable("MEZZOTINT_CHAOS_SEED") ?? "1");
        await StartAsync();
        var made = _place.Run("admin", "create-user", "--email", "ada@example.com", "--password", "correct horse",
            "--plan", "ultimate", "--with-key", "--data", _data);
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Output.Trim());

        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var accepted = new List<Guid>();
        var asking = AskAsync(generations, accepted, new Random(seed));
        await KillAsync(kills, new Random(seed + 1), asking);
        await asking;
        Assert.Equal(generations, accepted.Distinct().Count());

        var finished = 0;
        var captured = 0m;
        foreach (var id in accepted)
        {
            var generation = await FinishedAsync(id);
            foreach (var image in generation.GetProperty("images").EnumerateArray())
            {
                if (image.GetProperty("status").GetString() != "completed")
                    continue;
                var file = await _client.GetByteArrayAsync(image.GetProperty("url").GetString(), Stop);
                var pixels = ImageDecoder.Decode(file, "the picture");
                Assert.Equal((64, 64), (pixels.Width, pixels.Height));
                finished++;
                captured += image.GetProperty("cost").GetDecimal();
            }
        }
        Assert.Equal(finished, captured);
        output.WriteLine($"{generations} generations, {kills} kills: {finished} pictures.");
        Assert.True(finished > generations / 2, $"Only {finished} pictures came of {generations} generations.");
        var audit = _place.Run("admin", "audit-ledger", "--data", _data, "--json");
        Assert.True(audit.ExitCode == 0, audit.Output + audit.Error);
        var ledger = JsonDocument.Parse(audit.Output).RootElement;
        Assert.Equal(finished * 1000, ledger.GetProperty("systemMillicredits").GetProperty("spent").GetInt64());
        Assert.Equal(0, ledger.GetProperty("heldMillicredits").GetInt64());
    }

    /// <summary>30 generations and 6 kills, or what the environment says.</summary>
    static (int Generations, int Kills) Size()
    {
        var wish = (Environment.GetEnvironmentVariable("MEZZOTINT_CHAOS") ?? "30,6").Split(',');
        return (int.Parse(wish[0]), int.Parse(wish[1]));
    }

    /// <summary>Asks for each generation until the server takes it: the idempotency key makes that one.</summary>
    async Task AskAsync(int count, List<Guid> accepted, Random random)
    {
        for (var i = 0; i < count; i++)
        {
            var images = random.Next(1, 3);
            var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Post, "/api/v1/generations")
            {
                Headers = { { "Idempotency-Key", $"chaos-{i}" } },
                Content = JsonContent.Create(new
                {
                    prompt = $"a red house, number {i}",
                    count = images,
                    width = 64,
                    height = 64,
                    steps = 4,
                    seed = i,
                }),
            }, retried: status => status >= HttpStatusCode.InternalServerError
                || status == HttpStatusCode.TooManyRequests);
            Assert.True(answer.TryGetProperty("id", out var id), answer.ToString());
            accepted.Add(id.GetGuid());
            await Task.Delay(random.Next(0, 400), Stop);
        }
    }

    /// <summary>Kills one of the three at a random moment, again and again.</summary>
    async Task KillAsync(int count, Random random, Task asking)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Delay(random.Next(200, 2500), Stop);
            if (asking.IsFaulted)
                return;
            switch (random.Next(3))
            {
                case 0:
                    _server!.Kill();
                    await _server.WaitForExitAsync(Stop);
                    WaitForTheEndOf("postgres");
                    await StartAsync();
                    break;
                case 1:
                    Kill(ProcessesOf("worker"));
                    break;
                default:
                    Kill(ProcessesOf("postgres"));
                    break;
            }
        }
    }

    async Task StartAsync()
    {
        _server?.Dispose();
        _server = CliProcess.Start(_place.Folder, "serve", "--data", _data, "--urls", Address());
        var errors = _server.StandardError.ReadToEndAsync(Stop);
        var line = await _server.StandardOutput.ReadLineAsync(Stop);
        Assert.True(line is not null, "It did not start: " + (line is null ? await errors : ""));
        _client.BaseAddress ??= new Uri(line!.Split(' ').First(word => word.Contains("://")));
    }

    /// <summary>Any free port at first, then the same again.</summary>
    string Address() => _client.BaseAddress?.ToString() ?? "http://127.0.0.1:0";

    async Task<JsonElement> FinishedAsync(Guid id)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience;)
        {
            var generation = await SendAsync(() => new HttpRequestMessage(
                HttpMethod.Get, $"/api/v1/generations/{id}"), status => status >= HttpStatusCode.InternalServerError
                    || status == HttpStatusCode.TooManyRequests);
            if (generation.GetProperty("status").GetString() is "completed" or "failed" or "cancelled")
                return generation;
            await Task.Delay(200, Stop);
        }
        Assert.Fail($"Generation {id} is not finished after {Patience}.");
        return default;
    }

    async Task<JsonElement> SendAsync(Func<HttpRequestMessage> make, Func<HttpStatusCode, bool> retried)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            try
            {
                using var request = make();
                using var answer = await _client.SendAsync(request, Stop);
                if (!retried(answer.StatusCode))
                    return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException
                && !Stop.IsCancellationRequested)
            {
                // Killed under our hands, or not up again yet.
            }
            Assert.True(waited.Elapsed < Patience, $"No answer within {Patience}.");
            await Task.Delay(100, Stop);
        }
    }

    static void Kill(IEnumerable<int> processes)
    {
        foreach (var id in processes)
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (ArgumentException)
            {
                // It has ended by itself.
            }
    }

    /// <summary>The processes of this test's installation: its worker, or its PostgreSQL's first.</summary>
    IEnumerable<int> ProcessesOf(string kind)
    {
        if (kind == "postgres")
            return File.Exists(PostmasterFile) && File.ReadLines(PostmasterFile).FirstOrDefault() is { } line
                ? [int.Parse(line)] : [];
        return from folder in Directory.GetDirectories("/proc")
               let name = Path.GetFileName(folder)
               where name.All(char.IsAsciiDigit) && IsWorker(folder)
               select int.Parse(name);
    }

    string PostmasterFile => Path.Combine(_data, "postgres", "data", "postmaster.pid");

    bool IsWorker(string folder)
    {
        try
        {
            var words = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
            return words.Contains("worker") && words.Contains(Address().TrimEnd('/'));
        }
        catch (IOException)
        {
            return false; // it has ended
        }
    }

    void WaitForTheEndOf(string kind)
    {
        var waited = Stopwatch.StartNew();
        foreach (var id in ProcessesOf(kind))
            while (Directory.Exists($"/proc/{id}") && waited.Elapsed < Patience)
                Thread.Sleep(20);
    }
}
