namespace Mezzotint.Training.Evaluation;

/// <summary>What an evaluation is told.</summary>
public sealed record EvaluationOptions
{
    /// <summary>How many pictures are made and judged, each of a scene that training never saw.</summary>
    public int Scenes { get; init; } = 240;

    /// <summary>Where the detector is.</summary>
    public string DetectorFolder { get; init; } = DetectorOptions.DefaultFolder;

    /// <summary>The JSON file that the report is written to.</summary>
    public string ReportFile { get; init; } = Path.Combine("training", "evaluation.json");
}
