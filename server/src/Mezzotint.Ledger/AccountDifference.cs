namespace Mezzotint.Ledger;

/// <summary>An account whose balances are not the sums of its transfers.</summary>
/// <param name="AccountId">The account; it does not exist where the stored balances are null.</param>
/// <param name="StoredPosted">Its posted balance as stored, in millicredits.</param>
/// <param name="StoredPending">Its balance on hold as stored.</param>
/// <param name="Posted">The posted balance by its transfers.</param>
/// <param name="Pending">The balance on hold by its transfers.</param>
public sealed record AccountDifference(
    Guid AccountId, long? StoredPosted, long? StoredPending, long Posted, long Pending);
