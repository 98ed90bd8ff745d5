using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Text.Prompts;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>Which encoded prompts guide which step, and how strongly.</summary>
/// <remarks>
/// The estimate is n + w sum_k a_k (p_k - n): classifier-free guidance, Ho and Salimans 2022 (arXiv:2207.12598), eq. 6,
/// over composed
/// prompts, Liu et al. 2022 (arXiv:2206.01714), eq. 11. Sorted by prompt, n has the factor 1 - w sum_k a_k and p_k the
/// factor w a_k:
/// a factor of 0 is a branch that is not computed.
/// </remarks>
sealed class PromptPlan
{
    readonly List<(double Weight, IReadOnlyList<(int LastStep, Conditioning Conditioning)> Schedule)> _branches = [];
    readonly List<(double Weight, IReadOnlyList<(int LastStep, Conditioning Conditioning)> Schedule)> _prompts = [];
    readonly SkipLayerGuidance? _skipLayers;
    readonly int _steps;

    PromptPlan(int steps, SkipLayerGuidance? skipLayers) => (_steps, _skipLayers) = (steps, skipLayers);

    /// <summary>Encodes a request's prompts.</summary>
    /// <param name="request">Prompts and guidance.</param>
    /// <param name="steps">Steps of the run, which changes by step are counted in.</param>
    /// <param name="encode">Encodes one text; the flag says whether it is guided away from.</param>
    /// <param name="skipLayers">Guidance away from fewer blocks; null for none.</param>
    /// <exception cref="PromptException">A prompt is too long or malformed.</exception>
    public static PromptPlan Of(
        GenerationRequest request, int steps, Func<string, bool, Conditioning> encode,
        SkipLayerGuidance? skipLayers = null)
    {
        var prompts = PromptComposition.Split(request.Prompt);
        var plan = new PromptPlan(steps, skipLayers);
        var rest = 1 - request.GuidanceScale * prompts.Sum(prompt => prompt.Weight);
        plan.Add(rest, request.Negative, isNegative: true, steps, encode);
        foreach (var prompt in prompts)
        {
            var weight = request.GuidanceScale * prompt.Weight;
            plan.Add(weight, prompt.Text, isNegative: false, steps, encode);
            if (weight != 0)
                plan._prompts.Add((prompt.Weight, plan._branches[^1].Schedule));
        }
        return plan;
    }

    /// <summary>The branches of a step, counted from 1.</summary>
    public IReadOnlyList<GuidanceBranch> At(int step)
    {
        var branches = _branches.Select(branch => Branch(branch.Schedule, branch.Weight, step));
        if (_skipLayers is not { } skip || step - 1 <= skip.Start * _steps || step - 1 >= skip.End * _steps)
            return [.. branches];
        return
        [
            .. branches,
            .. _prompts.Select(prompt => Branch(prompt.Schedule, skip.Scale * prompt.Weight, step)),
            .. _prompts.Select(prompt => Branch(prompt.Schedule, -skip.Scale * prompt.Weight, step)).Select(
                branch => branch with
                {
                    Conditioning = branch.Conditioning with { SkippedBlocks = skip.Blocks },
                }),
        ];
    }

    static GuidanceBranch Branch(
        IReadOnlyList<(int LastStep, Conditioning Conditioning)> schedule, double weight, int step) =>
        new(weight, schedule.First(part => step <= part.LastStep).Conditioning);

    void Add(double weight, string prompt, bool isNegative, int steps, Func<string, bool, Conditioning> encode)
    {
        if (weight == 0)
            return;
        var schedule = PromptSchedule.Parse(prompt, steps);
        _branches.Add((weight, [.. schedule.Select(part => (part.LastStep, encode(part.Text, isNegative)))]));
    }
}
