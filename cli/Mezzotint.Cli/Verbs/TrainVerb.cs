using System.CommandLine;
using Mezzotint.Training.Miniature;

namespace Mezzotint.Cli.Verbs;

/// <summary>
/// <c>train miniature</c>: trains the bundled model, stage by stage; a stopped run goes on where it ended.
/// </summary>
static class TrainVerb
{
    const double DefaultMinutes = 60;
    const double MaxMinutes = 100_000;

    public static Command Create() => new("train", "Train models") { Miniature() };

    static Command Miniature()
    {
        var stage = new Option<MiniatureStage[]>("--stage")
        {
            Description = "Only this one of the stages, which else run in order",
            DefaultValueFactory = _ => Enum.GetValues<MiniatureStage>(),
        };
        var minutes = NumberOption.Create("--minutes", "Time for each stage, earlier runs counted in", 0d, MaxMinutes);
        var folder = new Option<string?>("--folder") { Description = "Where checkpoints go" };
        var command = new Command("miniature", "Train the bundled model from nothing") { stage, minutes, folder };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetValue(stage)!, parsed.GetValue(minutes) ?? DefaultMinutes, parsed.GetValue(folder),
            cancellation)));
        return command;
    }

    static int Run(MiniatureStage[] stages, double minutes, string? folder, CancellationToken cancellation)
    {
        foreach (var stage in stages)
        {
            var options = new MiniatureOptions { Stage = stage, Minutes = minutes };
            MiniatureTraining.Run(
                folder is null ? options : options with { Folder = folder }, Console.Out, cancellation);
            cancellation.ThrowIfCancellationRequested();
        }
        return ExitCode.Success;
    }
}
