using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Accounts;

/// <summary>The body of POST /api/v1/account/email.</summary>
/// <param name="Email">The new address, 3 to 254 ASCII characters; it is theirs once its link is opened.</param>
/// <param name="Password">The person's password.</param>
public sealed record ChangeEmailRequest(
    [property: JsonRequired] string Email,
    [property: JsonRequired] string Password);
