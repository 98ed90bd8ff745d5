namespace Mezzotint.Contracts.Gallery;

/// <summary>A public picture, as everybody sees it.</summary>
public sealed record GalleryImage
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where everybody gets the file.</summary>
    public required string Url { get; init; }

    /// <summary>Where everybody gets a small WebP, at most 384 pixels a side.</summary>
    public required string ThumbnailUrl { get; init; }

    /// <summary>What it shows, in its maker's words.</summary>
    public required string Prompt { get; init; }

    /// <summary>What it was to keep away from; null where nothing was said.</summary>
    public string? NegativePrompt { get; init; }

    /// <summary>Its own seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The steps that were asked for; null where that was the model's own number.</summary>
    public int? Steps { get; init; }

    /// <summary>How strongly it was to follow the prompt; null where that was the model's own.</summary>
    public double? GuidanceScale { get; init; }

    /// <summary>The sampler that was asked for; null where that was the model's own.</summary>
    public string? Sampler { get; init; }

    /// <summary>The spacing of the steps that was asked for; null where that was the model's own.</summary>
    public string? Scheduler { get; init; }

    /// <summary>The model's key.</summary>
    public required string Model { get; init; }

    /// <summary>In pixels.</summary>
    public required int Width { get; init; }

    /// <summary>In pixels.</summary>
    public required int Height { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
