using System.CommandLine;
using Mezzotint.Training.Miniature;

namespace Mezzotint.Cli.Verbs;

/// <summary>
/// <c>train miniature</c>: trains the bundled model stage by stage; a stopped run goes on where it ended.
/// </summary>
static class TrainMiniature
{
    const double DefaultMinutes = 60;

    public static Command Create()
    {
        var stages = new Option<MiniatureStage[]>("--stage")
        {
            Description = "Only this one of the stages, which else run in order",
            DefaultValueFactory = _ => Enum.GetValues<MiniatureStage>(),
        };
        var minutes = TrainVerb.Minutes();
        var folder = new Option<string?>("--folder") { Description = "Where checkpoints go" };
        var command = new Command("miniature", "Train the bundled model from nothing") { stages, minutes, folder };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetValue(stages)!, parsed.GetValue(minutes) ?? DefaultMinutes, parsed.GetValue(folder),
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
