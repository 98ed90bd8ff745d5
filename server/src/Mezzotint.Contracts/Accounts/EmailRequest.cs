using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Accounts;

/// <summary>A body that names a person by their address.</summary>
/// <param name="Email">An e-mail address of 3 to 254 ASCII characters.</param>
public sealed record EmailRequest([property: JsonRequired] string Email);
