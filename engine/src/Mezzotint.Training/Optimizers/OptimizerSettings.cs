using Mezzotint.Tensors;

namespace Mezzotint.Training.Optimizers;

/// <summary>The constants of an <see cref="Optimizer"/>.</summary>
public sealed record OptimizerSettings
{
    /// <summary>Share of the old mean of gradients in the new one, 0 to 1, for <see cref="AdamW"/>.</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>Share of the old mean square in the new one, 0 to 1, for <see cref="AdamW"/>.</summary>
    public float Beta2 { get; init; } = 0.99f;

    /// <summary>Added to the root of the mean square, for <see cref="AdamW"/>.</summary>
    public float Epsilon { get; init; } = 1e-8f;

    /// <summary>Share of the old mean of gradients in the new one, 0 to 1, for <see cref="Muon"/>.</summary>
    public float Momentum { get; init; } = 0.95f;

    /// <summary>
    /// Share of a matrix or kernel that is taken away in a step, over the learning rate; vectors lose nothing.
    /// </summary>
    public float WeightDecay { get; init; } = 0.01f;

    /// <summary>Factor of the learning rate for a weight; null for 1 everywhere.</summary>
    public Func<Weight, float>? RateFactor { get; init; }

    /// <summary>Whether <see cref="Muon"/> moves a weight and not <see cref="AdamW"/>; null for none.</summary>
    public Func<Weight, bool>? UsesMuon { get; init; }
}
