using Mezzotint.Diffusion.Denoisers;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>One of the prompts that a step's estimate is combined from.</summary>
/// <param name="Weight">Its factor; those of all branches sum to 1.</param>
/// <param name="Conditioning">The encoded prompt of one picture.</param>
readonly record struct GuidanceBranch(double Weight, Conditioning Conditioning);
