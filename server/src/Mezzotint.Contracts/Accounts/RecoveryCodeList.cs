namespace Mezzotint.Contracts.Accounts;

/// <summary>Codes for the day when the authenticator is lost; shown once.</summary>
/// <param name="Codes">Ten codes, each good for one log-in.</param>
public sealed record RecoveryCodeList(IReadOnlyList<string> Codes);
