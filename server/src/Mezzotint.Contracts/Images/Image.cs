using Mezzotint.Contracts.Generations;

namespace Mezzotint.Contracts.Images;

/// <summary>A picture that was made, as its workspace sees it.</summary>
public sealed record Image
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The generation that it came of.</summary>
    public required Guid GenerationId { get; init; }

    /// <summary>Where its workspace gets the file.</summary>
    public required string Url { get; init; }

    /// <summary>Where its workspace gets a small WebP, at most 384 pixels a side.</summary>
    public required string ThumbnailUrl { get; init; }

    /// <summary>image/png, image/jpeg or image/webp.</summary>
    public required string MediaType { get; init; }

    /// <summary>Of the file, which count against the plan's storage.</summary>
    public required long Bytes { get; init; }

    /// <summary>In pixels.</summary>
    public required int Width { get; init; }

    /// <summary>In pixels.</summary>
    public required int Height { get; init; }

    /// <summary>text-to-image, image-to-image or inpaint.</summary>
    public required string Operation { get; init; }

    /// <summary>The model's key.</summary>
    public required string Model { get; init; }

    /// <summary>Its own seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Seconds that the worker took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Credits captured for it.</summary>
    public required decimal Cost { get; init; }

    /// <summary>Whether it was marked.</summary>
    public required bool IsFavourite { get; init; }

    /// <summary>Whether it stands in the gallery, where everybody sees it.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>Whether the operator took it out of the gallery.</summary>
    public required bool IsHidden { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The body of POST /api/v1/generations that makes it again.</summary>
    public required CreateGenerationRequest Recipe { get; init; }
}
