namespace Mezzotint.Ledger;

/// <summary>What a wallet holds.</summary>
/// <param name="WorkspaceId">Whose wallet.</param>
/// <param name="Wallet">The kind of credit.</param>
/// <param name="AvailableMillicredits">What can be spent now.</param>
/// <param name="HeldMillicredits">What is set aside for images that are not done.</param>
/// <param name="NextExpiry">When the first of what is available goes; null where nothing ever does.</param>
public sealed record Balance(
    Guid WorkspaceId, string Wallet, long AvailableMillicredits, long HeldMillicredits, DateTimeOffset? NextExpiry);
