using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>Credits that can be bought at once.</summary>
public sealed record Pack
{
    /// <summary>Its name in the catalogue and in the API.</summary>
    [Key]
    public required string Key { get; init; }

    /// <summary>Its name on pages.</summary>
    [Text(1, 60)]
    public required string Title { get; init; }

    /// <summary>Where the credits go.</summary>
    [Reference(typeof(Wallet))]
    public required string Wallet { get; init; }

    /// <summary>How many, in credits.</summary>
    [Credits(0, 100_000_000)]
    public required long Millicredits { get; init; }

    /// <summary>The price in the currency's smallest unit: cents, paise.</summary>
    [Whole(1, 1_000_000_000_000)]
    public required long PriceMinorUnits { get; init; }

    /// <summary>The currency, ISO 4217.</summary>
    [Currency]
    public required string Currency { get; init; }

    /// <summary>Days after which the credits expire; never without it.</summary>
    [Whole(1, 3650)]
    public int? ExpiryDays { get; init; }

    /// <summary>The plans whose workspaces may buy it; all without it.</summary>
    [Items(0, 64), Reference(typeof(Plan))]
    public IReadOnlyList<string> Plans { get; init; } = [];

    /// <summary>Whether the workspaces of a plan may buy it.</summary>
    public bool IsFor(Plan plan) => Plans.Count == 0 || Plans.Contains(plan.Key);
}
