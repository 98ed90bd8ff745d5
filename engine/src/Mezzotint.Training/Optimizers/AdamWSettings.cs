namespace Mezzotint.Training.Optimizers;

/// <summary>The constants of <see cref="AdamW"/>.</summary>
public sealed record AdamWSettings
{
    /// <summary>Share of the old mean in the new one, 0 to 1.</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>Share of the old mean square in the new one, 0 to 1.</summary>
    public float Beta2 { get; init; } = 0.99f;

    /// <summary>Added to the root of the mean square.</summary>
    public float Epsilon { get; init; } = 1e-8f;

    /// <summary>Share of a weight that is taken away in a step, over the learning rate.</summary>
    public float WeightDecay { get; init; } = 0.01f;
}
