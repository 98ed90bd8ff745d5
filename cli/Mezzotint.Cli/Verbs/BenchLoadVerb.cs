using System.CommandLine;
using Mezzotint.Bench.Networks;
using Mezzotint.Cli.Output;
using Mezzotint.Tensors;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>bench load --model PATH</c>: how long a model takes until it paints at its usual pace.</summary>
static class BenchLoadVerb
{
    const double Giga = 1e9;

    public static Command Create()
    {
        var model = new Option<string>("--model")
        {
            Description = "The model: a file, or a folder in the diffusers layout",
            Required = true,
        };
        var threads = NumberOption.Create("--threads", "Threads; as many as processors", 1, 1024);
        var json = new Option<bool>("--json") { Description = "Print the result as JSON" };
        var command = new Command("load", "A model's file, until every weight is packed and all code compiled")
        {
            model, threads, json,
        };
        command.SetAction(parsed =>
        {
            Threads.Count = parsed.GetValue(threads) ?? Threads.Count;
            var result = LoadingBench.Run(parsed.GetValue(model)!);
            if (parsed.GetValue(json))
                JsonOutput.Print(result);
            else
                Console.Out.WriteLine(
                    $"{result.Name}, {result.Threads} threads: ready after {result.Seconds:0.00} s, "
                        + $"{result.OpenSeconds:0.00} s of these to open it; {result.ProcessorSeconds:0.00} s of "
                        + $"processors, {result.PeakMemoryBytes / Giga:0.00} GB at most");
            return ExitCode.Success;
        });
        return command;
    }
}
