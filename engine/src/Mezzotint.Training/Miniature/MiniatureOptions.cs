namespace Mezzotint.Training.Miniature;

/// <summary>What a run of the miniature's training is told.</summary>
public sealed record MiniatureOptions
{
    /// <summary>The working folder: checkpoints, latents, and in the end the model.</summary>
    public string Folder { get; init; } = Path.Combine("training", "miniature");

    /// <summary>The stage to run.</summary>
    public required MiniatureStage Stage { get; init; }

    /// <summary>Minutes that the stage trains, earlier runs counted in: a longer budget later goes on where it ended.</summary>
    public required double Minutes { get; init; }
}
