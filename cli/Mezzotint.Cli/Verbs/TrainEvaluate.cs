using System.CommandLine;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Training.Evaluation;
using Scene = Mezzotint.Training.Miniature.Scenes.Picture;
using Mezzotint.Worker.Shelf;

namespace Mezzotint.Cli.Verbs;

/// <summary><c>train evaluate</c>: how many of the things that prompts name are in the pictures.</summary>
static class TrainEvaluate
{
    const int MaxPictures = 100_000;

    public static Command Create()
    {
        var model = new Option<string?>("--model") { Description = "The model to judge, else the bundled one" };
        var count = NumberOption.Create("--count", "Pictures to make and judge", 1, MaxPictures);
        var detector = new Option<string?>("--detector") { Description = "The folder of 'train detector'" };
        var report = new Option<string?>("--report") { Description = "The JSON file to write" };
        var command = new Command("evaluate", "Judge pictures of scenes that training never saw")
        {
            model, count, detector, report,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new EvaluationOptions();
            options = options with
            {
                Scenes = parsed.GetValue(count) ?? options.Scenes,
                DetectorFolder = parsed.GetValue(detector) ?? options.DetectorFolder,
                ReportFile = parsed.GetValue(report) ?? options.ReportFile,
            };
            return Task.FromResult(Run(parsed.GetValue(model) ?? ModelShelf.Default, options, cancellation));
        });
        return command;
    }

    static int Run(string model, EvaluationOptions options, CancellationToken cancellation)
    {
        using var pipeline = Pipeline.Load(ModelShelf.Find(model));
        MiniatureEvaluation.Run(
            (prompt, seed) => Paint(pipeline, new GenerationRequest(prompt) { Seed = seed }, cancellation), options,
            Console.Out, cancellation);
        return ExitCode.Success;
    }

    static Scene Paint(Pipeline pipeline, GenerationRequest request, CancellationToken cancellation)
    {
        var picture = pipeline.Generate(request, null, cancellation)[0].Picture;
        var scene = new Scene(picture.Width, picture.Height);
        picture.Rgb.CopyTo(scene.Pixels, 0);
        return scene;
    }
}
