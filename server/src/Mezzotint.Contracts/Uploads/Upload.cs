namespace Mezzotint.Contracts.Uploads;

/// <summary>A picture that was sent in, to start generations from.</summary>
public sealed record Upload
{
    /// <summary>Its id: the <c>image</c> or <c>mask</c> of a generation.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where its workspace gets it: a PNG of the pixels; all else that came with them is dropped.</summary>
    public required string Url { get; init; }

    /// <summary>Bytes of that PNG, which count against the plan's storage.</summary>
    public required long Bytes { get; init; }

    /// <summary>In pixels, upright.</summary>
    public required int Width { get; init; }

    /// <summary>In pixels, upright.</summary>
    public required int Height { get; init; }

    /// <summary>When it was sent in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it goes by itself, unless a generation asks for it before: each does it good for 48
    /// hours.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
