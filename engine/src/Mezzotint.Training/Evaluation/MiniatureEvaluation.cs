using System.Globalization;
using Mezzotint.Tensors;
using Mezzotint.Training.Miniature.Scenes;
using Mezzotint.Weights;

namespace Mezzotint.Training.Evaluation;

/// <summary>Measures how well pictures show what their prompts name, on combinations that training never saw.</summary>
/// <remarks>
/// A detector, trained on drawn pictures of all combinations, judges each named attribute. How often it is right itself
/// is measured on drawn pictures of the very same scenes and stands beside every score.
/// </remarks>
public static class MiniatureEvaluation
{
    const int ScenesOfAccuracy = 1000;
    const int PicturesBetweenLines = 20;

    /// <summary>Trains the detector; what was done before is gone on with. At the end it prints its accuracy.</summary>
    /// <param name="options">Budget and folder.</param>
    /// <param name="log">Gets a line every few seconds.</param>
    /// <param name="cancellation">Stops after the step under way, which is saved.</param>
    /// <returns>Whether the budget is spent.</returns>
    /// <exception cref="CheckpointException">The folder's newest checkpoint is damaged or of another
    /// detector.</exception>
    public static bool TrainDetector(DetectorOptions options, TextWriter log, CancellationToken cancellation)
    {
        if (!new DetectorTraining(options, log).Run(cancellation))
            return false;
        var scores = new DrawnScores(Detector(options.Folder));
        foreach (var scene in EvaluationScene.Draw(ScenesOfAccuracy))
            scores.Add(scene);
        log.WriteLine(ScoreTable.Of(("drawn", scores.Clean.Scores), ("drawn, softened", scores.Softened.Scores)));
        return true;
    }

    /// <summary>Makes a picture of each held-out scene, judges it, prints a table and writes a report.</summary>
    /// <param name="generate">Makes a square picture by prompt and seed.</param>
    /// <param name="options">How many pictures, which detector, and where the report goes.</param>
    /// <param name="log">Gets the progress and the table.</param>
    /// <param name="cancellation">Stops after the picture under way; then there is no report.</param>
    /// <exception cref="CheckpointException">There is no detector, or it is damaged.</exception>
    /// <exception cref="ArgumentException">No scenes are asked for, or a picture has a size that cannot be
    /// judged.</exception>
    /// <exception cref="IOException">The report cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static EvaluationReport Run(
        Func<string, long, Picture> generate, EvaluationOptions options, TextWriter log, CancellationToken cancellation)
    {
        if (options.Scenes < 1)
            throw new ArgumentException($"{options.Scenes} scenes cannot be evaluated: 1 is the least.");
        var detector = Detector(options.DetectorFolder);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.ReportFile))!);
        var (ops, sheet, drawn) = (new CpuOperations(), new ScoreSheet(), new DrawnScores(detector));
        List<JudgedPicture> pictures = [];
        foreach (var asked in EvaluationScene.Draw(options.Scenes))
        {
            cancellation.ThrowIfCancellationRequested();
            var picture = DetectorInput.Of(generate(asked.Prompt, asked.Seed), detector.Sizes.Input);
            pictures.Add(new(asked.Prompt, asked.Seed, sheet.Add(asked, detector.Judge(ops, picture))));
            drawn.Add(asked);
            if (pictures.Count % PicturesBetweenLines == 0)
                log.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{pictures.Count}/{options.Scenes} pictures, {TraitScore.Sum(sheet.Scores).Share:P1} right"));
        }
        var report = new EvaluationReport
        {
            Generated = sheet.Scores,
            Drawn = drawn.Clean.Scores,
            Softened = drawn.Softened.Scores,
            Confusions = sheet.Confusions,
            Pictures = pictures,
        };
        Write(report, options.ReportFile);
        log.WriteLine(report);
        return report;
    }

    static TraitDetector Detector(string folder)
    {
        var path = DetectorTraining.FileIn(folder);
        return File.Exists(path) ? TraitDetector.Load(path) : throw new CheckpointException(
            path, $"There is no detector {path}: train one first, with ./mezzotint train detector.");
    }

    static void Write(EvaluationReport report, string file)
    {
        var partial = file + ".partial";
        File.WriteAllText(partial, report.ToJson() + "\n");
        File.Move(partial, file, overwrite: true);
    }
}
