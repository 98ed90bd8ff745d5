namespace Mezzotint.Contracts.Plans;

/// <summary>Credits that can be bought at once.</summary>
public sealed record OfferedPack
{
    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>Its name on pages.</summary>
    public required string Title { get; init; }

    /// <summary>Where the credits go.</summary>
    public required string Wallet { get; init; }

    /// <summary>How many.</summary>
    public required decimal Credits { get; init; }

    /// <summary>The price in the currency's smallest unit: cents, paise.</summary>
    public required long PriceMinorUnits { get; init; }

    /// <summary>The currency, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Days after which the credits expire; null for never.</summary>
    public int? ExpiryDays { get; init; }

    /// <summary>Keys of the plans whose workspaces may buy it; empty for all.</summary>
    public required IReadOnlyList<string> Plans { get; init; }
}
