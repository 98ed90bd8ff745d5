namespace Mezzotint.Ledger;

/// <summary>A grant's account whose row is locked: what is changed here is written once, at the end.</summary>
/// <remarks>
/// Balances are computed from the row that was locked, never by the statement that updates it: PostgreSQL first builds
/// the new row from the version in that statement's snapshot, checks the constraints on it, and only then looks for a
/// newer version.
/// </remarks>
sealed class LockedAccount
{
    public required Guid Id { get; init; }

    public required long Posted { get; set; }

    public required long Pending { get; set; }

    public bool IsExpired { get; init; }

    public bool IsChanged { get; set; }

    public long Available => Posted - Pending;
}
