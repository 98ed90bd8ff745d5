namespace Mezzotint.Training.Miniature;

/// <summary>Trains the miniature from nothing, stage by stage, on pictures that it draws itself.</summary>
public static class MiniatureTraining
{
    /// <summary>Runs one stage until its budget is spent; what was done before is gone on with.</summary>
    /// <param name="options">Stage, budget and folder.</param>
    /// <param name="log">Gets a line every few seconds.</param>
    /// <param name="cancellation">Stops after the step under way, which is saved.</param>
    /// <returns>Whether the stage's budget is spent.</returns>
    /// <exception cref="ArgumentException">A stage that must run before has not.</exception>
    public static bool Run(
        MiniatureOptions options, TextWriter log, CancellationToken cancellation) => options.Stage switch
        {
            MiniatureStage.Autoencoder => new AutoencoderStage().Run(options, log, cancellation),
            MiniatureStage.Text => new TextStage().Run(options, log, cancellation),
            MiniatureStage.Latents => new LatentStage(options).Run(log, cancellation),
            MiniatureStage.Denoiser => new DenoiserStage(options).Run(log, cancellation),
            MiniatureStage.Export => ExportStage.Run(options, log),
            _ => throw new ArgumentException($"There is no stage {options.Stage}."),
        };
}
