using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>A link at the foot of the pages.</summary>
public sealed record BrandLink
{
    /// <summary>What stands there.</summary>
    [Text(1, 60)]
    public required string Title { get; init; }

    /// <summary>Where it leads: https:, mailto:, or a path of the service.</summary>
    [LinkAddress]
    public required string Address { get; init; }
}
