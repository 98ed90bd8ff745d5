namespace Mezzotint.Ledger;

/// <summary>A grant of which something is left.</summary>
/// <param name="Id">Its account.</param>
/// <param name="Wallet">The kind of credit.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="AvailableMillicredits">What can be spent of it now.</param>
/// <param name="HeldMillicredits">What of it is set aside.</param>
/// <param name="ExpiresAt">When what is left goes; null for never.</param>
/// <param name="CreatedAt">When it was given.</param>
public sealed record OpenGrant(
    Guid Id, string Wallet, GrantSource Source, long AvailableMillicredits, long HeldMillicredits,
    DateTimeOffset? ExpiresAt, DateTimeOffset CreatedAt);
