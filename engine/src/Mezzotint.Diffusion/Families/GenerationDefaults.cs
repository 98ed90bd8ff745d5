namespace Mezzotint.Diffusion.Families;

/// <summary>What a model is used with where a user does not say.</summary>
/// <param name="Steps">Sampler steps.</param>
/// <param name="GuidanceScale">Classifier-free guidance weight, or what a self-guided network is told; 1 is
/// off.</param>
/// <param name="Sampler">Name of the step rule.</param>
/// <param name="Scheduler">Name of the spacing of noise levels.</param>
public sealed record GenerationDefaults(int Steps, double GuidanceScale, string Sampler, string Scheduler);
