using System.CommandLine;
using Mezzotint.Bench.Networks;
using Mezzotint.Cli.Output;
using Mezzotint.Tensors;

namespace Mezzotint.Cli.Verbs;

/// <summary>
/// <c>bench unet|vae|clip|mmdit|flux</c>: one evaluation of a network of full size on random weights.
/// </summary>
static class BenchNetworkVerb
{
    /// <summary>Operations that <c>--profile</c> lists.</summary>
    const int ListedOperations = 40;

    const double Giga = 1e9;

    /// <summary>The networks, and what they are.</summary>
    static readonly (string Name, string Description)[] Networks =
    [
        ("unet", "The UNet of SD 1.5 (sd15), 2.1 (sd21) or XL (sdxl), one evaluation on random weights"),
        ("vae", "Decoding with the autoencoder of SD 1.5 (sd15), XL (sdxl) or 3 and FLUX.1 (sd3)"),
        ("clip", "The text encoder of SD 1.5 (sd15), 2.1 (sd21) or XL (sdxl, its second)"),
        ("mmdit", "The transformer of SD 3 (sd3), 3.5 Medium (sd35m) or 3.5 Large (sd35l)"),
        ("flux", "The transformer of FLUX.1 schnell (schnell) or dev (dev)"),
    ];

    /// <summary>One command each.</summary>
    public static IEnumerable<Command> Create() =>
        Networks.Select(network => Create(network.Name, network.Description));

    static Command Create(string network, string description)
    {
        var family = new Option<string?>("--family") { Description = "Which family's; the first one named above" };
        var size = NumberOption.Create("--size", "Edge of the picture in pixels; the family's own", 64, 4096);
        var batch = NumberOption.Create("--batch", "Pictures at a time: 2 is a step with guidance; 1", 1, 16);
        var runs = NumberOption.Create("--runs", "Evaluations that count; 3", 1, 100);
        var threads = NumberOption.Create("--threads", "Threads; as many as processors", 1, 1024);
        var profile = new Option<bool>("--profile") { Description = "Print what each operation takes" };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON" };
        var command = new Command(network, description) { family, size, batch, runs, threads, profile, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(threads) is { } count)
                Threads.Count = count;
            var result = Measure(new NetworkOptions(network)
            {
                Family = parsed.GetValue(family),
                Size = parsed.GetValue(size),
                Batch = parsed.GetValue(batch) ?? 1,
                Runs = parsed.GetValue(runs) ?? 3,
            });
            if (!parsed.GetValue(profile))
                result = result with { Costs = null };
            if (parsed.GetValue(json))
                JsonOutput.Print(result);
            else
                Print(result);
            return ExitCode.Success;
        });
        return command;
    }

    static NetworkResult Measure(NetworkOptions options)
    {
        try
        {
            return NetworkBench.Run(options);
        }
        catch (ArgumentException error)
        {
            throw new InputException(error.Message, error);
        }
    }

    static void Print(NetworkResult result)
    {
        Console.Out.WriteLine(
            $"{result.Name}, {result.Threads} {(result.Threads == 1 ? "thread" : "threads")}: {result.Seconds:0.00} s "
                + $"({result.ProcessorSeconds:0.00} s of processors), {result.Arithmetic / Giga:0.0} GFLOP, "
                + $"{result.Rate:0.0} GFLOP/s, {result.Share:0.0%} of the multiply-add peak "
                + $"({result.ProcessorShare:0.0%} by processor time), {result.PeakMemoryBytes / Giga:0.00} GB at most");
        var total = result.Costs?.Sum(cost => cost.Seconds) ?? 0;
        foreach (var cost in result.Costs?.Take(ListedOperations) ?? [])
            Console.Out.WriteLine(
                $"  {cost.Name,-48} {cost.Calls,4} {cost.Seconds * 1000,9:0.0} ms {cost.Seconds / total,6:0.0%}"
                    + (cost.Arithmetic > 0 ? $" {cost.Arithmetic / cost.Seconds / Giga,8:0.0} GFLOP/s" : ""));
    }
}
