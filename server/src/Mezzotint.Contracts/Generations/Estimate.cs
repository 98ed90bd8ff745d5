namespace Mezzotint.Contracts.Generations;

/// <summary>What would become of a request that were made now.</summary>
public sealed record Estimate
{
    /// <summary>Whether it would be accepted.</summary>
    public required bool IsAccepted { get; init; }

    /// <summary>All that stands against it; empty where nothing does.</summary>
    public required IReadOnlyList<EstimateRefusal> Refusals { get; init; }

    /// <summary>Credits for each picture; null where there is no price.</summary>
    public decimal? CostPerImage { get; init; }

    /// <summary>Credits for all pictures; null where there is no price.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Key of the wallet that would pay; null where there is no price.</summary>
    public string? Wallet { get; init; }

    /// <summary>Credits in that wallet that can be spent now.</summary>
    public decimal? Balance { get; init; }

    /// <summary>About which place in the queue its first picture would have, 1 is next.</summary>
    public long? Position { get; init; }

    /// <summary>
    /// When that picture would start, by the pace of the last ones; null where there is nothing to go by.
    /// </summary>
    public DateTimeOffset? EstimatedStartAt { get; init; }
}
