using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Accounts;

/// <summary>The body of POST /api/v1/account/reset-password.</summary>
/// <param name="Token">What stands after the # of the mail's link, 43 characters.</param>
/// <param name="Password">The new password, 10 to 200 characters.</param>
public sealed record ResetPasswordRequest(
    [property: JsonRequired] string Token,
    [property: JsonRequired] string Password);
