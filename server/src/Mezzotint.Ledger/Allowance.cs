namespace Mezzotint.Ledger;

/// <summary>What a subscription gives to one wallet in each cycle.</summary>
public sealed record Allowance
{
    /// <summary>The subscription; with wallet and period start it is the grant's key.</summary>
    public required Guid SubscriptionId { get; init; }

    /// <summary>The account of the grant that may come of it, a uuid of version 7.</summary>
    public required Guid GrantId { get; init; }

    /// <summary>Who gets it.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The kind of credit.</summary>
    public required string Wallet { get; init; }

    /// <summary>How much a cycle, more than 0.</summary>
    public required long AmountMillicredits { get; init; }

    /// <summary>How often.</summary>
    public required Cycle Cycle { get; init; }

    /// <summary>When the first cycle began.</summary>
    public required DateTimeOffset Anchor { get; init; }
}
