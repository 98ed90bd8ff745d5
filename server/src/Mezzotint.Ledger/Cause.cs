namespace Mezzotint.Ledger;

/// <summary>What every transfer says of itself.</summary>
/// <param name="Reason">Why, in a few words that its owner may read.</param>
/// <param name="Actor">Who did it: a user, a key, a duty of the server.</param>
public sealed record Cause(string Reason, string Actor);
