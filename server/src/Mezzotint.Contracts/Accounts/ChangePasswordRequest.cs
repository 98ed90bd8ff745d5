using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Accounts;

/// <summary>The body of POST /api/v1/account/password.</summary>
/// <param name="CurrentPassword">The password until now.</param>
/// <param name="NewPassword">The password from now on, 10 to 200 characters.</param>
public sealed record ChangePasswordRequest(
    [property: JsonRequired] string CurrentPassword,
    [property: JsonRequired] string NewPassword);
