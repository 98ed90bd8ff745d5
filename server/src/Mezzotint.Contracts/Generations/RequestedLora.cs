namespace Mezzotint.Contracts.Generations;

/// <summary>A LoRA that is put on the model.</summary>
public sealed record RequestedLora
{
    /// <summary>Its key among the add-ons.</summary>
    public required string Name { get; init; }

    /// <summary>How strongly: -10 to 10, 1 is as trained.</summary>
    public double Weight { get; init; } = 1;
}
