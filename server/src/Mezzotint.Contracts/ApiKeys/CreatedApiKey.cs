namespace Mezzotint.Contracts.ApiKeys;

/// <summary>A new key with its text, which is shown only here.</summary>
/// <param name="Text">What to send as 'Authorization: Bearer TEXT'.</param>
/// <param name="Key">The key.</param>
public sealed record CreatedApiKey(string Text, ApiKey Key);
