using System.Diagnostics;
using System.Net.Http.Json;
using Mezzotint.Contracts.Generations;
using Mezzotint.ServerBench.Load;

namespace Mezzotint.ServerBench;

/// <summary>
/// The service's speed: real processes, HTTP, and PostgreSQL that flushes every commit, all on this machine.
/// </summary>
public static class LoadBench
{
    const int Clients = 16;

    // Each waits for the disk, so a server that is full has many of them.
    const int Submitters = 64;
    const double Seconds = 10;

    /// <summary>Measures everything in turn and prints each figure as it comes.</summary>
    /// <param name="output">Where it is printed.</param>
    /// <param name="command">How to start Mezzotint's program.</param>
    /// <param name="filter">Only these parts, separated by commas: picture, pgbench, ledger, claims, submits,
    /// history.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task RunAsync(
        TextWriter output, IReadOnlyList<string> command, string? filter, CancellationToken cancellation)
    {
        (string Name, Func<TextWriter, BenchInstallation, CancellationToken, Task> Run)[] parts =
        [
            ("pgbench", PgbenchAsync), ("ledger", LedgerAsync), ("claims", ClaimsAsync), ("submits", SubmitsAsync),
            ("history", HistoryAsync),
        ];
        bool IsWanted(string name) => filter is null || filter.Split(',').Any(wanted =>
            name.Contains(wanted.Trim(), StringComparison.OrdinalIgnoreCase));

        output.WriteLine($"{"",-58} {"rate",18} {"p50 ms",8} {"p95 ms",8} {"p99 ms",8}");
        if (IsWanted("picture"))
            await using (var installation = await BenchInstallation.StartAsync(command, workers: 1, cancellation))
                await PictureAsync(output, installation, cancellation);
        await using (var installation = await BenchInstallation.StartAsync(command, workers: 0, cancellation))
        {
            await Task.Delay(TimeSpan.FromSeconds(5), cancellation);
            Print(output, "server at rest", $"{installation.ResidentMegabytes,9:0} MB");
            foreach (var (_, run) in parts.Where(part => IsWanted(part.Name)))
                await run(output, installation, cancellation);
            Print(output, "server after all this", $"{installation.ResidentMegabytes,9:0} MB");
        }
    }

    static void Print(TextWriter output, string name, object figures)
    {
        output.WriteLine($"{name,-58} {figures}");
        output.Flush();
    }

    /// <summary>Measures, and prints what came and what of a core each call took.</summary>
    static async Task<LoadReport> PrintAsync(
        TextWriter output, BenchInstallation installation, string name, Func<Task<LoadReport>> measure)
    {
        var before = installation.ProcessorTimes;
        var report = await measure();
        Print(output, name, report);
        Print(output, "  milliseconds of a core each", installation.ProcessorTimes.Each(before, report.Count));
        return report;
    }

    /// <summary>From POST to the stored picture, less the worker's own time.</summary>
    static async Task PictureAsync(TextWriter output, BenchInstallation installation, CancellationToken cancellation)
    {
        using var client = await installation.ClientAsync(0, cancellation);
        client.DefaultRequestHeaders.Add("Prefer", "wait=60");
        var request = new { prompt = "a red house", width = 64, height = 64, steps = 2 };
        async Task<double> Beyond()
        {
            var clock = Stopwatch.StartNew();
            using var answer = await client.PostAsJsonAsync("api/v1/generations", request, cancellation);
            var generation = (await answer.Content.ReadFromJsonAsync<Generation>(cancellation))!;
            return clock.Elapsed.TotalMilliseconds - generation.Images[0].Seconds!.Value * 1000;
        }

        for (var warm = 0; warm < 5; warm++)
            await Beyond();
        Print(output, "from POST to stored picture, beyond the engine's time",
            await LoadReport.DriveAsync(1, Seconds, async _ =>
            {
                await Task.Delay(50, cancellation); // an idle queue
                return await Beyond();
            }));
    }

    static async Task PgbenchAsync(TextWriter output, BenchInstallation installation, CancellationToken cancellation)
    {
        var program = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetFiles("/usr/lib/postgresql", "pgbench", SearchOption.AllDirectories).LastOrDefault() : null;
        if (program is null)
        {
            Print(output, "pgbench", "is not on this machine: install postgresql to have its rate beside these");
            return;
        }
        await installation.Cluster.CreateDatabaseAsync("pgbench", cancellation);
        async Task<string> Run(params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program,
                ["-h", installation.Cluster.SocketFolder, "-U", "mezzotint", .. arguments, "pgbench"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            _ = process.StandardError.ReadToEndAsync(cancellation);
            return await process.StandardOutput.ReadToEndAsync(cancellation);
        }

        await Run("-i", "-q", "-s", "10");
        foreach (var line in (await Run("-c", $"{Clients}", "-j", "2", "-T", $"{Seconds}")).Split('\n'))
            if (line.StartsWith("tps", StringComparison.Ordinal))
                Print(output, $"pgbench's own transactions (TPC-B, {Clients} clients)", line);
    }

    static async Task LedgerAsync(TextWriter output, BenchInstallation installation, CancellationToken cancellation)
    {
        var ledger = new LedgerLoad(installation.Database);
        var workspaces = new List<Guid>();
        for (var i = 0; i < 1000; i++)
            workspaces.Add(await ledger.WorkspaceAsync(cancellation));
        await ledger.PairsAsync(Clients, 2, workspaces, cancellation);
        await PrintAsync(output, installation, "hold + capture, 1,000 workspaces",
            () => ledger.PairsAsync(2 * Clients, Seconds, workspaces, cancellation));
        await PrintAsync(output, installation, "hold + capture, one workspace",
            () => ledger.PairsAsync(Clients, Seconds, workspaces[..1], cancellation));
    }

    static async Task ClaimsAsync(TextWriter output, BenchInstallation installation, CancellationToken cancellation)
    {
        using var client = await installation.WorkerAsync(cancellation);
        var queue = new QueueLoad(installation.Database, client);
        await queue.FillAsync(1000, cancellation);
        await queue.ClaimAsync(Clients, 3, isReturned: true, cancellation);
        var few = await queue.ClaimAsync(Clients, Seconds, isReturned: true, cancellation);
        Print(output, "claim, 1,000 wait (each handed back)", few);
        await queue.FillAsync(1_000_000, cancellation);
        await queue.ClaimAsync(Clients, 3, isReturned: true, cancellation);
        var many = await queue.ClaimAsync(Clients, Seconds, isReturned: true, cancellation);
        Print(output, "claim, 1,000,000 of 10,000 workspaces wait (handed back)", many);
        Print(output, "  its p99 over that with 1,000", $"{many.Within(0.99) / few.Within(0.99),9:0.00}");
        await PrintAsync(output, installation, "claim alone, 1,000,000 wait",
            () => queue.ClaimAsync(Clients, Seconds, isReturned: false, cancellation));
    }

    static async Task SubmitsAsync(TextWriter output, BenchInstallation installation, CancellationToken cancellation)
    {
        var clients = new List<HttpClient>();
        for (var i = 0; i < 100; i++)
            clients.Add(await installation.ClientAsync(i, cancellation));
        var turn = 0;
        var request = new { prompt = "a yellow boat on the sea at sunset", width = 64, height = 64, steps = 2 };
        async Task<double> Submit()
        {
            var clock = Stopwatch.StartNew();
            var client = clients[Interlocked.Increment(ref turn) % clients.Count];
            using var answer = await client.PostAsJsonAsync("api/v1/generations", request, cancellation);
            if ((int)answer.StatusCode != 202)
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(cancellation));
            return clock.Elapsed.TotalMilliseconds;
        }

        await LoadReport.WarmAsync(Submitters, _ => Submit());
        await PrintAsync(output, installation, $"submits accepted, 100 workspaces, {Submitters} clients",
            () => LoadReport.DriveAsync(Submitters, Seconds, _ => Submit()));
        clients.ForEach(client => client.Dispose());
    }

    /// <summary>A person with 50,000 pictures looks through them, beside another with as many.</summary>
    static async Task HistoryAsync(TextWriter output, BenchInstallation installation, CancellationToken cancellation)
    {
        const int Images = 50_000;
        const double Each = 3;
        var (client, own) = await installation.OwnerAsync(1000, cancellation);
        var (stranger, other) = await installation.OwnerAsync(1001, cancellation);
        stranger.Dispose();
        using var _ = client;
        var history = new HistoryLoad(installation.Database, client);
        var collection = await history.FillAsync(own, Images, cancellation);
        await history.FillAsync(other, Images, cancellation);
        await history.SettleAsync(cancellation);
        await history.AskAsync("", 5, cancellation); // the server compiles what it does often
        Print(output, "history of 50,000, part by part to its end, 60 each",
            await history.WalkAsync("", 4 * Each, cancellation));
        var day = TimeProvider.System.GetUtcNow().AddDays(-30).ToString("yyyy-MM-dd", null);
        foreach (var (name, filter) in new[]
        {
            ("newest", ""), ("a word that all have", "&words=sunset"), ("a word of one in 18", "&words=subject7"),
            ("a word of four pictures", "&words=number7007"), ("two words and not a third",
                "&words=sunset colour3 -subject3"), ("a word that none has", "&words=nothing"),
            ("model, nine in ten", "&model=miniature"), ("model, one in a thousand", "&model=rare"),
            ("model, none", "&model=none"), ("operation, one in five", "&operation=inpaint"),
            ("operation, none", "&operation=upscale"), ("marked", "&favourite=true"), ("public", "&public=true"),
            ("upright, one in 50", "&orientation=portrait"), ("landscape, none", "&orientation=landscape"),
            ("collection of 2,000", $"&collection={collection}"), ("until 30 days ago", $"&to={day}"),
            ("rare model, a word, upright", "&model=rare&words=sunset&orientation=portrait"),
        })
            Print(output, $"  {name}", await history.AskAsync(filter, Each, cancellation));
    }
}
