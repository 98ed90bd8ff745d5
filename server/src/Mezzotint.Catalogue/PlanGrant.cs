using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>Credits that a plan brings.</summary>
public sealed record PlanGrant
{
    /// <summary>Where they go.</summary>
    [Reference(typeof(Wallet))]
    public required string Wallet { get; init; }

    /// <summary>How many each time, in credits.</summary>
    [Credits(0, 100_000_000)]
    public required long Millicredits { get; init; }

    /// <summary>How often; they expire at the cycle's end, and those given once never do.</summary>
    public required Cycle Cycle { get; init; }

    /// <summary>The way to pay that brings them; every way without it.</summary>
    [Text(1, 60)]
    public string? Billing { get; init; }

    /// <summary>Whether what is left at the cycle's end stays.</summary>
    public bool RollOver { get; init; }
}
