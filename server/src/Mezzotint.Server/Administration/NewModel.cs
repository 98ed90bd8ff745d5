using Mezzotint.Catalogue;

namespace Mezzotint.Server.Administration;

/// <summary>A model that an operator adds.</summary>
/// <param name="Key">What it is called in the catalogue, and its folder among the models.</param>
public sealed record NewModel(string Key)
{
    /// <summary>Its name on pages, where the catalogue has none; the key without it.</summary>
    public string? Title { get; init; }

    /// <summary>The kind that plans tell it by, where the catalogue has no entry yet.</summary>
    public string? Tag { get; init; }

    /// <summary>What shows it in lists, as a data: address; null for what the catalogue says.</summary>
    public string? Picture { get; init; }

    /// <summary>What each use of an add-on adds to the price of a picture; null for what the catalogue says.</summary>
    public long? Millicredits { get; init; }

    /// <summary>What it makes; known once the files are there.</summary>
    public ModelKind Kind { get; init; } = ModelKind.Painter;

    /// <summary>How many times larger an upscaler makes pictures; null for others.</summary>
    public int? Factor { get; init; }

    /// <summary>The kind of network; known once the files are there.</summary>
    public string? Family { get; init; }
}
