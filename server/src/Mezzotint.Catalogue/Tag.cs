using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>A kind of model that plans tell apart.</summary>
public sealed record Tag
{
    /// <summary>Its name in the catalogue.</summary>
    [Key]
    public required string Key { get; init; }

    /// <summary>Its name on pages.</summary>
    [Text(1, 60)]
    public required string Title { get; init; }
}
