using System.CommandLine;
using Mezzotint.Diffusion.Parity;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>parity DIR</c>: compares the engine with recorded numbers of reference implementations.</summary>
static class ParityVerb
{
    public static Command Create()
    {
        var folder = new Argument<string>("dir") { Description = "A folder of golden data" };
        var weights = new Option<string?>(
            "--weights")
        { Description = "Another one, for weights and vocabularies the first lacks" };
        var command = new Command("parity", "Compare the engine with reference implementations") { folder, weights };
        command.SetAction((parsed, cancellation) =>
            Task.FromResult(Run(parsed.GetValue(folder)!, parsed.GetValue(weights), cancellation)));
        return command;
    }

    static int Run(string folder, string? weights, CancellationToken cancellation)
    {
        foreach (var given in new[] { folder, weights ?? folder })
            if (!Directory.Exists(given))
                throw new InputException($"There is no folder {given}: give one with golden data.");
        int passed = 0, failed = 0, skipped = 0;
        foreach (var result in ParityRun.Run(folder, weights))
        {
            cancellation.ThrowIfCancellationRequested();
            _ = result.Outcome switch
            {
                ParityOutcome.Passed => passed++,
                ParityOutcome.Failed => failed++,
                _ => skipped++,
            };
            Console.Out.WriteLine(Line(result));
        }
        Console.Out.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
        return failed == 0 && passed > 0 ? ExitCode.Success : ExitCode.Failure;
    }

    static string Line(ParityResult result)
    {
        var outcome = result.Outcome.ToString().ToLowerInvariant();
        var numbers = result.Outcome == ParityOutcome.Skipped ? ""
            : $"  error {result.LargestError:0.0e+00}, tolerance {result.Tolerance:0.0e+00}";
        return $"{outcome,-8} {result.Name}{numbers}{(result.Reason is { } reason ? $"  {reason}" : "")}";
    }
}
