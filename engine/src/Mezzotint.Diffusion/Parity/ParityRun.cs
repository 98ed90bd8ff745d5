namespace Mezzotint.Diffusion.Parity;

/// <summary>Everything in a golden folder that this version can be held against.</summary>
public static class ParityRun
{
    /// <summary>Runs all cases: models, whole runs, samplers, schedules, noise, tokenizers and prompts.</summary>
    /// <param name="goldenFolder">The folder with the inputs and outputs.</param>
    /// <param name="weightsFolder">Another golden folder, for weights and vocabularies that the first lacks; null for
    /// none.</param>
    /// <returns>One result a case, as it is done.</returns>
    /// <exception cref="ArgumentException">There is no such folder.</exception>
    public static IEnumerable<ParityResult> Run(string goldenFolder, string? weightsFolder = null)
    {
        foreach (var folder in weightsFolder is null ? [goldenFolder] : new[] { goldenFolder, weightsFolder })
            if (!Directory.Exists(folder))
                throw new ArgumentException($"There is no folder {folder}: check the name.");
        return ModelParity.Run(goldenFolder, weightsFolder)
            .Concat(E2eParity.Run(goldenFolder, weightsFolder))
            .Concat(SamplerParity.Run(goldenFolder))
            .Concat(ScheduleParity.Run(goldenFolder))
            .Concat(NoiseParity.Run(goldenFolder))
            .Concat(TokenizerParity.Run(goldenFolder, weightsFolder))
            .Concat(PromptParity.Run(goldenFolder));
    }
}
