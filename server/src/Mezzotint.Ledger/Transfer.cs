namespace Mezzotint.Ledger;

/// <summary>A line of a workspace's account book.</summary>
public sealed record Transfer
{
    /// <summary>Its number; later ones have greater numbers. Also the cursor of pages.</summary>
    public required long Id { get; init; }

    /// <summary>The kind of credit.</summary>
    public required string Wallet { get; init; }

    /// <summary>The grant that it adds to or takes from.</summary>
    public required Guid GrantId { get; init; }

    /// <summary>The other side: issued-by-plan, issued-by-sale, adjusted, spent or expired.</summary>
    public required string Counterpart { get; init; }

    /// <summary>Positive where it adds to the grant, negative where it takes from it or would.</summary>
    public required long AmountMillicredits { get; init; }

    /// <summary>What it is.</summary>
    public required TransferState State { get; init; }

    /// <summary>The hold it belongs to, if any.</summary>
    public Guid? HoldId { get; init; }

    /// <summary>The image whose share of the hold it ends, if it does.</summary>
    public int? Image { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>By whom.</summary>
    public required string Actor { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
