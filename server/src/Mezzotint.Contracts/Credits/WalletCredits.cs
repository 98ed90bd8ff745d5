namespace Mezzotint.Contracts.Credits;

/// <summary>What a workspace has of one kind of credit. All amounts are in credits.</summary>
public sealed record WalletCredits
{
    /// <summary>The wallet's key in the catalogue.</summary>
    public required string Wallet { get; init; }

    /// <summary>Its name on pages.</summary>
    public required string Title { get; init; }

    /// <summary>What can be spent now.</summary>
    public required decimal Available { get; init; }

    /// <summary>What is set aside for pictures that are not done.</summary>
    public required decimal Held { get; init; }

    /// <summary>When the first of what is available expires; null where nothing ever does.</summary>
    public DateTimeOffset? NextExpiryAt { get; init; }

    /// <summary>What the plan brings again, and when; empty where it brings nothing more.</summary>
    public required IReadOnlyList<CreditRenewal> Renewals { get; init; }

    /// <summary>The grants that are not used up, in the order in which they are spent.</summary>
    public required IReadOnlyList<CreditGrant> Grants { get; init; }
}
