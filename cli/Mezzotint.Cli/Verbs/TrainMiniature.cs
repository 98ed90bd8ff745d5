using System.CommandLine;
using Mezzotint.Training.Miniature;

namespace Mezzotint.Cli.Verbs;

/// <summary>
/// <c>train miniature</c>: trains the bundled model stage by stage; a stopped run goes on where it ended.
/// </summary>
static class TrainMiniature
{
    public static Command Create()
    {
        var stage = new Option<MiniatureStage?>("--stage")
        {
            Description = "Only this one of the stages, which else run in order",
        };
        var minutes = TrainVerb.Minutes();
        minutes.Description += "; of each stage, each has its own usual time";
        var folder = new Option<string?>("--folder") { Description = "Where checkpoints and latents go" };
        var scenes = NumberOption.Create("--scenes", "Pictures to learn from", 1, 10_000_000);
        var from = new Option<string?>("--from") { Description = "A released model to go on from in an empty folder" };
        var output = new Option<string?>("--out") { Description = "Where the model is written, else models/miniature" };
        var command = new Command("miniature", "Train the bundled model from nothing")
        {
            stage, minutes, folder, scenes, from, output,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var all = parsed.GetValue(stage) is { } only ? [only] : Enum.GetValues<MiniatureStage>();
            foreach (var next in all)
            {
                var options = new MiniatureOptions
                {
                    Stage = next,
                    Minutes = parsed.GetValue(minutes) ?? MiniatureOptions.UsualMinutes(next),
                    From = parsed.GetValue(from),
                };
                options = options with
                {
                    Folder = parsed.GetValue(folder) ?? options.Folder,
                    Scenes = parsed.GetValue(scenes) ?? options.Scenes,
                    Output = parsed.GetValue(output) ?? options.Output,
                };
                MiniatureTraining.Run(options, Console.Out, cancellation);
                cancellation.ThrowIfCancellationRequested();
            }
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
