using System.CommandLine;
using Mezzotint.Bench;
using Mezzotint.Cli.Output;
using Mezzotint.ServerBench;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>bench NAME</c>: measures the engine on this machine.</summary>
static class BenchVerb
{
    const string Kernels = "kernels";
    const string Scheduler = "scheduler";
    const string Server = "server";
    const string Lora = "lora";

    public static Command Create()
    {
        var name = new Argument<string>("name")
        {
            Description = $"{Kernels}, {Lora}, {Scheduler} or {Server}; or a network, see below",
            DefaultValueFactory = _ => Kernels,
        };
        var filter = new Option<string?>("--filter") { Description = "Only what has this in its name" };
        var json = new Option<bool>("--json") { Description = "Print the results as JSON" };
        var command = new Command("bench", "Measure the engine, or the service, on this machine")
        {
            name, filter, json,
        };
        foreach (var network in BenchNetworkVerb.Create())
            command.Add(network);
        command.Add(BenchTableVerb.Create());
        command.Add(BenchLoadVerb.Create());
        command.SetAction(async (parsed, cancellation) =>
        {
            switch (parsed.GetValue(name))
            {
                case Kernels when parsed.GetValue(json):
                    JsonOutput.Print(Measure(parsed.GetValue(filter)));
                    break;
                case Kernels:
                    PrintTable(parsed.GetValue(filter));
                    break;
                case Scheduler:
                    SchedulerBench.Run(Console.Out);
                    break;
                case Server:
                    await LoadBench.RunAsync(
                        Console.Out, OwnProgram.Command, parsed.GetValue(filter), cancellation);
                    break;
                case Lora:
                    LoraBench.Run(Console.Out, parsed.GetValue(filter));
                    break;
                case { } other:
                    throw new InputException(
                        $"There is no bench '{other}': give {Kernels}, {Lora}, {Scheduler} or {Server}.");
            }
            return ExitCode.Success;
        });
        return command;
    }

    static List<BenchResult> Measure(string? filter)
    {
        var results = new List<BenchResult>();
        KernelBench.Run(results.Add, filter);
        return results;
    }

    static void PrintTable(string? filter)
    {
        Console.Out.WriteLine($"{"kernel",-62} {"threads",7} {"ms",10} {"rate",16} {"best",7} {"median",7}");
        KernelBench.Run(
            result => Console.Out.WriteLine(
                $"{result.Name,-62} {result.Threads,7} {result.Seconds * 1000,10:0.000} {result.Rate,8:0.0} "
                    + $"{result.Unit,-7} {result.BestShare,7:0.0%} {result.MedianShare,7:0.0%}"),
            filter);
    }
}
