namespace Mezzotint.Imaging;

/// <summary>How a picture is encoded and what is written into it.</summary>
public sealed record EncodeOptions
{
    /// <summary>1 (small) to 100 (good), for all formats but PNG.</summary>
    public int Quality { get; init; } = 90;

    /// <summary>Whether WebP and AVIF keep every sample.</summary>
    public bool IsLossless { get; init; }

    /// <summary>What the file says about the picture, or null for nothing.</summary>
    public ImageMetadata? Metadata { get; init; }
}
