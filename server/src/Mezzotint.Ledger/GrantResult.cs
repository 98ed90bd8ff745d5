namespace Mezzotint.Ledger;

/// <summary>What became of a <see cref="Grant"/>.</summary>
public enum GrantResult
{
    /// <summary>The credits are there.</summary>
    Granted,

    /// <summary>They were there before, by the same key; nothing changed.</summary>
    AlreadyGranted,

    /// <summary>The key belongs to something else: another workspace, wallet, source or amount.</summary>
    IdempotencyConflict,
}
