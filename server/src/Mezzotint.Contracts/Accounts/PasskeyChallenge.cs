using System.Text.Json;

namespace Mezzotint.Contracts.Accounts;

/// <summary>What a browser asks an authenticator.</summary>
/// <param name="ChallengeId">To be sent back with the authenticator's answer, within 5 minutes.</param>
/// <param name="Options">
/// WebAuthn's options as JSON, for PublicKeyCredential.parseCreationOptionsFromJSON or parseRequestOptionsFromJSON.
/// </param>
public sealed record PasskeyChallenge(Guid ChallengeId, JsonElement Options);
