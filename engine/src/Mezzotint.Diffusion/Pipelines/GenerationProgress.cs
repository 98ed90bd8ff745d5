namespace Mezzotint.Diffusion.Pipelines;

/// <summary>How far a generation is.</summary>
/// <param name="Picture">Which picture is being painted, from 0.</param>
/// <param name="Step">Sampler steps done, over all pictures.</param>
/// <param name="Steps">Sampler steps in all; of an adaptive sampler those so far.</param>
/// <param name="Preview">What the picture looks like so far, small; null where none was asked for at this step.</param>
public sealed record GenerationProgress(int Picture, int Step, int Steps, Picture? Preview);
