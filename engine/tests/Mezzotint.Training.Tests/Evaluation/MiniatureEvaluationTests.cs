using Mezzotint.Training.Evaluation;
using Mezzotint.Training.Miniature.Scenes;
using Mezzotint.Weights;

namespace Mezzotint.Training.Tests.Evaluation;

public sealed class MiniatureEvaluationTests(SmallDetector detector) : IClassFixture<SmallDetector>
{
    const int Drawn = 64;
    const int Scenes = 200;

    static readonly Dictionary<long, SceneDescription> ByPicture =
        EvaluationScene.Draw(Scenes).ToDictionary(asked => asked.Seed, asked => asked.Scene);

    [Fact]
    public void A_few_seconds_teach_the_detector_something()
    {
        Assert.True(detector.IsDone, detector.Log);
        var scores = Run((_, seed) => ScenePainter.Paint(ByPicture[seed], Drawn)).Drawn;
        Assert.All(scores, score => Assert.True(score.Share > Least(score.Trait), detector.Log));

        static double Least(string trait) => trait switch
        {
            "time" or "style" or "count" => 0.6,
            "subject" => 0.2, // chance is 0.06
            _ => 0.35,
        };
    }

    [Fact]
    public void Pictures_that_are_as_asked_score_what_the_detector_scores()
    {
        var report = Run((_, seed) => ScenePainter.Paint(ByPicture[seed], Drawn));
        Assert.Equal(report.Drawn, report.Generated);
        Assert.Equal(Scenes, report.Pictures.Count);
    }

    [Fact]
    public void A_wrong_color_lowers_the_color_s_score_and_no_other()
    {
        var report = Run((_, seed) =>
        {
            var scene = ByPicture[seed];
            var wrong = scene.Color == ColorName.Red ? ColorName.Blue : ColorName.Red;
            return ScenePainter.Paint(scene with { Color = wrong }, Drawn);
        });
        foreach (var (generated, drawn) in report.Generated.Zip(report.Drawn))
            if (generated.Trait == "color")
                Assert.InRange(generated.Share, 0, drawn.Share - 0.2);
            else
                Assert.InRange(generated.Share, drawn.Share - 0.15, 1);
        Assert.Contains(report.Confusions.Take(8), confusion => confusion.Mistake.Trait == "color");
    }

    [Fact]
    public void The_report_is_written_and_always_the_same()
    {
        Run(Gray);
        var first = File.ReadAllBytes(Options.ReportFile);
        Run(Gray);
        Assert.Equal(first, File.ReadAllBytes(Options.ReportFile));
    }

    [Fact]
    public void Training_whose_budget_is_spent_changes_nothing()
    {
        var before = File.ReadAllBytes(Path.Combine(detector.Folder, "detector.safetensors"));
        Assert.True(MiniatureEvaluation.TrainDetector(detector.Options, TextWriter.Null, CancellationToken.None));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(detector.Folder, "detector.safetensors")));
    }

    [Fact]
    public void An_evaluation_that_is_stopped_writes_no_report()
    {
        using var stop = new CancellationTokenSource();
        var options = Options with { ReportFile = Path.Combine(detector.Folder, "stopped.json") };
        Assert.Throws<OperationCanceledException>(() => MiniatureEvaluation.Run(
            (_, _) =>
            {
                stop.Cancel();
                return new Picture(Drawn, Drawn);
            }, options, TextWriter.Null, stop.Token));
        Assert.False(File.Exists(options.ReportFile));
    }

    [Fact]
    public void Without_a_detector_the_error_says_how_to_get_one()
    {
        var options = Options with { DetectorFolder = Path.Combine(detector.Folder, "none") };
        var error = Assert.Throws<CheckpointException>(() =>
            MiniatureEvaluation.Run(Gray, options, TextWriter.Null, CancellationToken.None));
        Assert.Contains("train one first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_detector_is_refused()
    {
        var folder = Directory.CreateDirectory(Path.Combine(detector.Folder, "other")).FullName;
        SafetensorsWriter.Write(Path.Combine(folder, "detector.safetensors"), []);
        var error = Assert.Throws<CheckpointException>(() => MiniatureEvaluation.Run(
            Gray, Options with { DetectorFolder = folder }, TextWriter.Null, CancellationToken.None));
        Assert.Contains("is no detector", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_scenes_are_too_few() => Assert.Throws<ArgumentException>(() =>
        MiniatureEvaluation.Run(Gray, Options with { Scenes = 0 }, TextWriter.Null, CancellationToken.None));

    EvaluationOptions Options => new()
    {
        Scenes = Scenes,
        DetectorFolder = detector.Folder,
        ReportFile = Path.Combine(detector.Folder, "report.json"),
    };

    static Picture Gray(string prompt, long seed)
    {
        var picture = new Picture(Drawn, Drawn);
        picture.Pixels.AsSpan().Fill(128);
        return picture;
    }

    EvaluationReport Run(Func<string, long, Picture> generate) =>
        MiniatureEvaluation.Run(generate, Options, TextWriter.Null, CancellationToken.None);
}
