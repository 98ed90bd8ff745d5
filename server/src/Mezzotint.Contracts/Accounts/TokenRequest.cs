using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Accounts;

/// <summary>A body that holds what a link in a mail brought.</summary>
/// <param name="Token">What stands after the # of the link, 43 characters.</param>
public sealed record TokenRequest([property: JsonRequired] string Token);
