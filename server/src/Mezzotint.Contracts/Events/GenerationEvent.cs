using Mezzotint.Contracts.Generations;

namespace Mezzotint.Contracts.Events;

/// <summary>Something that happened to a generation.</summary>
public sealed record GenerationEvent
{
    /// <summary>
    /// Its number: later events of a workspace have greater ones. Left out of progress, which is not kept.
    /// </summary>
    public long? Id { get; init; }

    /// <summary>
    /// generation.accepted, image.started, image.progress, image.requeued, image.completed, image.failed,
    /// image.cancelled or generation.finished.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>The generation.</summary>
    public required Guid GenerationId { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The image as it was then; only with image events.</summary>
    public GeneratedImage? Image { get; init; }

    /// <summary>The whole generation; only with generation.finished.</summary>
    public Generation? Generation { get; init; }
}
