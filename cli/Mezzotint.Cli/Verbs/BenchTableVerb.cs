using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Mezzotint.Bench.Networks;

namespace Mezzotint.Cli.Verbs;

/// <summary>
/// <c>bench networks</c>: the table of all networks, each measured in a process of its own, so that the memory that it
/// says is that network's.
/// </summary>
static class BenchTableVerb
{
    const double Giga = 1e9;
    const double Micro = 1e-6;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What is measured: a network's arguments, on one thread as well or on all only.</summary>
    static readonly (string Arguments, bool IsOnOneToo)[] Rows =
    [
        ("unet --family sd15", true),
        ("unet --family sd15 --batch 2", false),
        ("unet --family sd15 --size 1024", false),
        ("unet --family sd21", false),
        ("unet --family sdxl", true),
        ("vae --family sd15", true),
        ("vae --family sdxl", false),
        ("vae --family sd3", false),
        ("clip --family sd15", false),
        ("clip --family sd21", false),
        ("clip --family sdxl", false),
        ("mmdit --family sd3", true),
        ("mmdit --family sd35m", false),
        ("mmdit --family sd35l", false),
        ("flux --family schnell --size 512", false),
        ("flux --family schnell", false),
    ];

    public static Command Create()
    {
        var filter = new Option<string?>("--filter") { Description = "Only rows whose arguments have this in them" };
        var command = new Command("networks", "The table of all networks at their full sizes, as Markdown") { filter };
        command.SetAction(async (parsed, cancellation) =>
        {
            Console.Out.WriteLine(
                "| network | threads | s | GFLOP | GFLOP/s | share | by processor time | us a pixel, attention apart | "
                    + "GB |");
            Console.Out.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
            foreach (var (arguments, isOnOneToo) in Rows)
                if (arguments.Contains(parsed.GetValue(filter) ?? "", StringComparison.Ordinal))
                    foreach (var threads in isOnOneToo ? [1, Environment.ProcessorCount]
                        : new[] { Environment.ProcessorCount })
                        Console.Out.WriteLine(await RowAsync(arguments, threads, cancellation));
            return ExitCode.Success;
        });
        return command;
    }

    static async Task<string> RowAsync(string arguments, int threads, CancellationToken cancellation)
    {
        string[] all = [.. OwnProgram.Command, "bench", .. arguments.Split(' '), "--profile", "--json", "--threads",
            threads.ToString(CultureInfo.InvariantCulture)];
        using var process = Process.Start(new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var text = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == ExitCode.Success
                ? Row(JsonSerializer.Deserialize<NetworkResult>(text, Json)!)
                : $"| {arguments} | {threads} | {(await errors).ReplaceLineEndings(" ").Trim()} |";
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    static string Row(NetworkResult r) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {r.Name} | {r.Threads} | {r.Seconds:0.00} | {r.Arithmetic / Giga:0.0} | {r.Rate:0.0} | {r.Share:0.0%} | "
            + $"{r.ProcessorShare:0.0%} | {r.SecondsApartAttention / r.Pixels / Micro:0.00} | "
            + $"{r.PeakMemoryBytes / Giga:0.00} |");
}
