using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Accounts;

/// <summary>The body of POST /api/v1/account/passkeys/log-in.</summary>
/// <param name="ChallengeId">Of the challenge that was answered.</param>
/// <param name="Credential">The JSON form of what navigator.credentials.get gave.</param>
public sealed record PasskeyLogInRequest(
    [property: JsonRequired] Guid ChallengeId,
    [property: JsonRequired] JsonElement Credential);
