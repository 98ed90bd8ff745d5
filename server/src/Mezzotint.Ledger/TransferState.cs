namespace Mezzotint.Ledger;

/// <summary>What a transfer is: one of a hold, one that ends a share of a hold, or one at once.</summary>
public enum TransferState
{
    /// <summary>Set aside by a hold.</summary>
    Pending,

    /// <summary>Moved: at once, or a held share that was captured.</summary>
    Posted,

    /// <summary>A held share that was released.</summary>
    Voided,

    /// <summary>A held share that was released after its grant had expired, and went with it.</summary>
    Expired,
}
