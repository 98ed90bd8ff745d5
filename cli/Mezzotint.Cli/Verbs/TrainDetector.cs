using System.CommandLine;
using Mezzotint.Training.Evaluation;

namespace Mezzotint.Cli.Verbs;

/// <summary>
/// <c>train detector</c>: trains what <c>train evaluate</c> judges pictures by, and prints its own accuracy.
/// </summary>
static class TrainDetector
{
    const double DefaultMinutes = 30;

    public static Command Create()
    {
        var minutes = TrainVerb.Minutes();
        var folder = new Option<string?>("--folder") { Description = "Where checkpoints and the detector go" };
        var command = new Command("detector", "Train the detector that judges pictures") { minutes, folder };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetValue(minutes) ?? DefaultMinutes, parsed.GetValue(folder), cancellation)));
        return command;
    }

    static int Run(double minutes, string? folder, CancellationToken cancellation)
    {
        var options = new DetectorOptions { Minutes = minutes };
        MiniatureEvaluation.TrainDetector(
            folder is null ? options : options with { Folder = folder }, Console.Out, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return ExitCode.Success;
    }
}
