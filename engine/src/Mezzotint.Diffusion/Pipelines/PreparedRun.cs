using Mezzotint.Diffusion.Samplers;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>What all pictures of a request share.</summary>
/// <param name="Request">The request, checked, with its size filled in.</param>
/// <param name="Sampler">The step rule.</param>
/// <param name="Sigmas">The noise levels that are walked.</param>
/// <param name="Plan">The prompts of each step.</param>
/// <param name="Start">What the pictures start from.</param>
/// <param name="Controls">The ControlNets that guide.</param>
sealed record PreparedRun(
    GenerationRequest Request, Sampler Sampler, float[] Sigmas, PromptPlan Plan, StartingPoint Start,
    IReadOnlyList<RunningControl> Controls);
