namespace Mezzotint.Contracts.Usage;

/// <summary>How much of what its plan limits a workspace uses now.</summary>
public sealed record UsedLimits
{
    /// <summary>Images that are being made.</summary>
    public required int Running { get; init; }

    /// <summary>Images that wait.</summary>
    public required long Waiting { get; init; }

    /// <summary>Requests for pictures in the last minute.</summary>
    public required long RequestsLastMinute { get; init; }

    /// <summary>What stored pictures and uploads take.</summary>
    public required long StorageBytes { get; init; }

    /// <summary>Images that were asked for today (UTC), by the model's key; models without any are left out.</summary>
    public required IReadOnlyDictionary<string, long> ImagesToday { get; init; }
}
