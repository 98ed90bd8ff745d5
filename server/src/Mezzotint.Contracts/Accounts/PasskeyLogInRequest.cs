using System.Text.Json;

namespace Mezzotint.Contracts.Accounts;

/// <summary>The body of POST /api/v1/account/passkeys/log-in.</summary>
/// <param name="ChallengeId">Of the challenge that was answered.</param>
/// <param name="Credential">The JSON form of what navigator.credentials.get gave.</param>
public sealed record PasskeyLogInRequest(Guid ChallengeId, JsonElement Credential);
