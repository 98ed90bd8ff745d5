using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>The colours that the pages are made of.</summary>
public sealed record Colours
{
    /// <summary>Of buttons and links.</summary>
    [Colour]
    public string Primary { get; init; } = "#8a4b2a";

    /// <summary>Of what should be noticed.</summary>
    [Colour]
    public string Accent { get; init; } = "#c9a227";

    /// <summary>Behind everything, in the light or the dark scheme: whichever text can be read on it in.</summary>
    [Colour]
    public string Background { get; init; } = "#14110f";
}
