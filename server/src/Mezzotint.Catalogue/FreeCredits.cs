using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>Credits that a newcomer is given.</summary>
public sealed record FreeCredits
{
    /// <summary>Where they go.</summary>
    [Reference(typeof(Wallet))]
    public required string Wallet { get; init; }

    /// <summary>How many, in credits.</summary>
    [Credits(0, 100_000_000)]
    public required long Millicredits { get; init; }

    /// <summary>Days after which they expire; never without it.</summary>
    [Whole(1, 3650)]
    public int? ExpiryDays { get; init; }
}
