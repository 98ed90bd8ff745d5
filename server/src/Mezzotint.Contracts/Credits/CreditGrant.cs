namespace Mezzotint.Contracts.Credits;

/// <summary>Credits that were given together.</summary>
/// <param name="Id">Their ledger account.</param>
/// <param name="Source">plan, sale or adjustment.</param>
/// <param name="Available">What is left of them, in credits.</param>
/// <param name="Held">What of them is set aside for pictures that are not done, in credits.</param>
/// <param name="ExpiresAt">When what is left goes; null for never.</param>
/// <param name="CreatedAt">When they were given.</param>
public sealed record CreditGrant(
    Guid Id, string Source, decimal Available, decimal Held, DateTimeOffset? ExpiresAt, DateTimeOffset CreatedAt);
