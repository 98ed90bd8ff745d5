namespace Mezzotint.Contracts.ApiKeys;

/// <summary>A key, without its text.</summary>
public sealed record ApiKey
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The first 12 letters of its text.</summary>
    public required string Prefix { get; init; }

    /// <summary>What it may do: generate, read, manage, worker, admin.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Keys of the models that it may use; null for all of the plan.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>The most that it spends in a month (UTC), in credits; null for no limit.</summary>
    public decimal? SpendCap { get; init; }

    /// <summary>What it spent or holds this month (UTC), in credits.</summary>
    public required decimal SpentThisMonth { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>When it was used last, to the minute; null for never.</summary>
    public DateTime? LastUsedAt { get; init; }

    /// <summary>The person who made it.</summary>
    public required Guid CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTime CreatedAt { get; init; }
}
