namespace Mezzotint.Training.Optimizers;

/// <summary>A learning rate that rises linearly, stays, and falls along a cosine at the end.</summary>
/// <remarks>
/// "Warmup, stable, decay", Hu et al. 2024 (arXiv:2404.06395), section 4: a run can be made longer later, because the
/// rate does not depend on the end until the last part begins.
/// </remarks>
/// <param name="Peak">The rate in the middle.</param>
/// <param name="WarmupSteps">Steps until it is reached.</param>
/// <param name="DecayShare">The last part of the run, 0 to 1, in which it falls.</param>
/// <param name="Floor">What is left of it at the end, 0 to 1.</param>
public sealed record LearningRate(float Peak, int WarmupSteps, float DecayShare = 0.3f, float Floor = 0.02f)
{
    /// <summary>The rate of a step.</summary>
    /// <param name="step">Steps taken before.</param>
    /// <param name="progress">The part of the run that is over, 0 to 1.</param>
    public float At(int step, double progress)
    {
        var warmup = Math.Min(1, (step + 1f) / Math.Max(1, WarmupSteps));
        var decayed = Math.Clamp((progress - (1 - DecayShare)) / Math.Max(1e-9f, DecayShare), 0, 1);
        return Peak * warmup * (float)(Floor + (1 - Floor) * (1 + Math.Cos(Math.PI * decayed)) / 2);
    }
}
