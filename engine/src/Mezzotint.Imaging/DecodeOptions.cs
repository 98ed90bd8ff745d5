namespace Mezzotint.Imaging;

/// <summary>How a picture is decoded.</summary>
public sealed record DecodeOptions
{
    /// <summary>The most pixels a picture may have; more are refused before anything is decoded.</summary>
    public long MaxPixels { get; init; } = 64L << 20;

    /// <summary>What comes out.</summary>
    public PixelLayout Layout { get; init; } = PixelLayout.Rgb;
}
