using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>The sizes of pictures that anybody may ask for; a plan may allow less.</summary>
public sealed record Sizes
{
    /// <summary>The shortest side, in pixels.</summary>
    [Whole(8, 4096)]
    public int SmallestSidePixels { get; init; } = 64;

    /// <summary>Pages offer sides that are a multiple of this, in pixels; others work too.</summary>
    [Whole(1, 512)]
    public int RecommendedMultiplePixels { get; init; } = 64;
}
