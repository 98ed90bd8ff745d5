namespace Mezzotint.Training.Miniature;

/// <summary>What a run of the miniature's training is told.</summary>
public sealed record MiniatureOptions
{
    /// <summary>The working folder: checkpoints and latents.</summary>
    public string Folder { get; init; } = Path.Combine("training", "miniature");

    /// <summary>The stage to run.</summary>
    public required MiniatureStage Stage { get; init; }

    /// <summary>
    /// Minutes that the stage trains, earlier runs counted in: a longer budget later goes on where it ended. The stage
    /// of the latents takes so many minutes at most in each run.
    /// </summary>
    public required double Minutes { get; init; }

    /// <summary>Minutes that a stage is worth on two cores.</summary>
    public static double UsualMinutes(MiniatureStage stage) => stage switch
    {
        MiniatureStage.Autoencoder => 45,
        MiniatureStage.Text => 2,
        MiniatureStage.Latents => 30,
        MiniatureStage.Denoiser => 360,
        _ => 0,
    };

    /// <summary>
    /// Scenes whose latents the denoiser learns from: more of them later are added to those that are there.
    /// </summary>
    public int Scenes { get; init; } = 30_000;

    /// <summary>A released model to start from where the working folder has nothing to go on with; or null.</summary>
    public string? From { get; init; }

    /// <summary>The folder that the model is exported to.</summary>
    public string Output { get; init; } = Path.Combine("models", "miniature");
}
