using System.CommandLine;
using Mezzotint.Bench;
using Mezzotint.Cli.Output;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>bench NAME</c>: measures the engine on this machine.</summary>
static class BenchVerb
{
    const string Kernels = "kernels";

    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = Kernels, DefaultValueFactory = _ => Kernels };
        var filter = new Option<string?>("--filter") { Description = "Only what has this in its name" };
        var json = new Option<bool>("--json") { Description = "Print the results as JSON" };
        var command = new Command("bench", "Measure the engine on this machine") { name, filter, json };
        command.SetAction(parsed => Run(parsed.GetValue(name)!, parsed.GetValue(filter), parsed.GetValue(json)));
        return command;
    }

    static int Run(string name, string? filter, bool isJson)
    {
        if (name != Kernels)
            throw new InputException($"There is no bench '{name}': give {Kernels}.");
        if (isJson)
            JsonOutput.Print(Measure(filter));
        else
            PrintTable(filter);
        return ExitCode.Success;
    }

    static List<BenchResult> Measure(string? filter)
    {
        var results = new List<BenchResult>();
        KernelBench.Run(results.Add, filter);
        return results;
    }

    static void PrintTable(string? filter)
    {
        Console.Out.WriteLine($"{"kernel",-62} {"threads",7} {"ms",10} {"rate",16} {"share",7}");
        KernelBench.Run(
            result => Console.Out.WriteLine(
                $"{result.Name,-62} {result.Threads,7} {result.Seconds * 1000,10:0.000} {result.Rate,8:0.0} "
                    + $"{result.Unit,-7} "
                + $"{result.Share,6:0.0%}"),
            filter);
    }
}
