using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>LoRA trainings that a plan brings.</summary>
public sealed record TrainingAllowance
{
    /// <summary>The way to pay that brings them; every other way without it.</summary>
    [Text(1, 60)]
    public string? Billing { get; init; }

    /// <summary>How many each time; they do not roll over.</summary>
    [Whole(1, 100_000)]
    public required int Count { get; init; }

    /// <summary>How often.</summary>
    public required Cycle Cycle { get; init; }
}
