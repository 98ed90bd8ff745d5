using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Accounts;

/// <summary>A body that proves once more who asks.</summary>
/// <param name="Password">The person's password.</param>
public sealed record PasswordRequest([property: JsonRequired] string Password);
