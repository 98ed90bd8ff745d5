namespace Mezzotint.Contracts.Generations;

/// <summary>One picture of a generation.</summary>
public sealed record GeneratedImage
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>queued, running, completed, failed or cancelled.</summary>
    public required string Status { get; init; }

    /// <summary>Where its owner gets it; null until it is completed.</summary>
    public string? Url { get; init; }

    /// <summary>Where its owner gets a small WebP; null until it is completed.</summary>
    public string? ThumbnailUrl { get; init; }

    /// <summary>Where its owner gets a small picture of how it looks so far, while it runs; each step may change
    /// it.</summary>
    public string? PreviewUrl { get; init; }

    /// <summary>Whether it was completed and then deleted, by its owner or because its time was over.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Its own seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The model's key.</summary>
    public required string Model { get; init; }

    /// <summary>In pixels; null until it is completed, where the model chose.</summary>
    public int? Width { get; init; }

    /// <summary>In pixels; null until it is completed, where the model chose.</summary>
    public int? Height { get; init; }

    /// <summary>Seconds that the worker took.</summary>
    public double? Seconds { get; init; }

    /// <summary>Credits captured for it.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Sampler steps done, while it runs.</summary>
    public int? Step { get; init; }

    /// <summary>Sampler steps in all, while it runs.</summary>
    public int? Steps { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public ImageFailure? Failure { get; init; }
}
