using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Accounts;

/// <summary>The body of POST /api/v1/account/passkeys.</summary>
/// <param name="ChallengeId">Of the challenge that was answered.</param>
/// <param name="Name">What the person calls it, 1 to 100 characters.</param>
/// <param name="Credential">The JSON form of what navigator.credentials.create gave.</param>
public sealed record AddPasskeyRequest(
    [property: JsonRequired] Guid ChallengeId,
    [property: JsonRequired] string Name,
    [property: JsonRequired] JsonElement Credential);
