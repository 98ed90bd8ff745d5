namespace Mezzotint.Ledger;

/// <summary>What a run of <see cref="Grants.ExpireAsync"/> took.</summary>
/// <param name="Grants">Number of grants.</param>
/// <param name="AmountMillicredits">Their sum.</param>
public sealed record ExpireResult(int Grants, long AmountMillicredits);
