namespace Mezzotint.Contracts.Accounts;

/// <summary>What an authenticator app is to learn.</summary>
/// <param name="Secret">The shared secret in base 32, for typing.</param>
/// <param name="Uri">The same as an otpauth: address, for a QR code.</param>
public sealed record TwoFactorSecret(string Secret, string Uri);
