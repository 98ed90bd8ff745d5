namespace Mezzotint.Contracts.Generations;

/// <summary>A request for pictures and what has become of it.</summary>
public sealed record Generation
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>queued, running, completed, failed or cancelled: of all its images together.</summary>
    public required string Status { get; init; }

    /// <summary>What was asked for.</summary>
    public required CreateGenerationRequest Request { get; init; }

    /// <summary>One for each picture, in order of their seeds.</summary>
    public required IReadOnlyList<GeneratedImage> Images { get; init; }

    /// <summary>What was captured so far, in credits.</summary>
    public required decimal Cost { get; init; }

    /// <summary>
    /// About which place in the queue its first image has, 1 is next; null unless the status is queued, in lists, and
    /// where too many ask at once.
    /// </summary>
    public long? Position { get; init; }

    /// <summary>
    /// When that image is expected to start, by the pace of the last ones; null where nothing tells, such as with
    /// no worker for the model.
    /// </summary>
    public DateTimeOffset? EstimatedStartAt { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
