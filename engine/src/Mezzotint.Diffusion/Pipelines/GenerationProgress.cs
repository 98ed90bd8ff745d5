namespace Mezzotint.Diffusion.Pipelines;

/// <summary>How far a generation is.</summary>
/// <param name="Step">Sampler steps done, over all batches.</param>
/// <param name="Steps">Sampler steps in all; of an adaptive sampler those so far.</param>
/// <param name="Previews">What the pictures of this batch look like so far, small; empty where none was asked for.</param>
public sealed record GenerationProgress(int Step, int Steps, IReadOnlyList<Picture> Previews);
