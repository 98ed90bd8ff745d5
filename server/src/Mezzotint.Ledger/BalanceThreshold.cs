namespace Mezzotint.Ledger;

/// <summary>Below what a wallet is low.</summary>
/// <param name="WorkspaceId">Whose wallet.</param>
/// <param name="Wallet">The kind of credit.</param>
/// <param name="BelowMillicredits">It is low with less than this available.</param>
public sealed record BalanceThreshold(Guid WorkspaceId, string Wallet, long BelowMillicredits);
