using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>What a plan lets a workspace do with the models of a tag.</summary>
public sealed record ModelAccess
{
    /// <summary>The tag.</summary>
    [Reference(typeof(Tag))]
    public required string Tag { get; init; }

    /// <summary>Whether they may be used.</summary>
    public required Access Access { get; init; }

    /// <summary>Images a day with each of these models; stands where, and only where, access is limited.</summary>
    [Whole(1, 1_000_000)]
    public int? PerDay { get; init; }
}
