using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>A page of the operator's own.</summary>
public sealed record BrandPage
{
    /// <summary>Its name in addresses, such as privacy.</summary>
    [Key]
    public required string Key { get; init; }

    /// <summary>Its title.</summary>
    [Text(1, 60)]
    public required string Title { get; init; }

    /// <summary>What it says, in Markdown.</summary>
    [Text(1, 50_000)]
    public required string Text { get; init; }
}
