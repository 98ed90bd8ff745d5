namespace Mezzotint.Training.Evaluation;

/// <summary>What a run of the detector's training is told.</summary>
public sealed record DetectorOptions
{
    /// <summary>Where checkpoints and the detector go.</summary>
    public string Folder { get; init; } = DefaultFolder;

    /// <summary>Minutes of training, earlier runs counted in: a longer budget later goes on where it ended.</summary>
    public required double Minutes { get; init; }

    /// <summary>Steps of training, earlier runs counted in.</summary>
    internal int MaxSteps { get; init; } = int.MaxValue;

    /// <summary>The network's sizes.</summary>
    internal DetectorSizes Sizes { get; init; } = DetectorSizes.Usual;

    internal static string DefaultFolder { get; } = Path.Combine("training", "detector");
}
