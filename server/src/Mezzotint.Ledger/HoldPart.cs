namespace Mezzotint.Ledger;

/// <summary>What a hold took from one grant.</summary>
sealed record HoldPart(Guid HoldId, int Part, Guid AccountId, long Amount, string Reason, string Actor);
