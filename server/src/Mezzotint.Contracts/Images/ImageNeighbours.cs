namespace Mezzotint.Contracts.Images;

/// <summary>Where a picture stands in the workspace's history.</summary>
public sealed record ImageNeighbours
{
    /// <summary>The id of the next newer picture; null where it is the newest.</summary>
    public Guid? Newer { get; init; }

    /// <summary>The id of the next older picture; null where it is the oldest.</summary>
    public Guid? Older { get; init; }
}
