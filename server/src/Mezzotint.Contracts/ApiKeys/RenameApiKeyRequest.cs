using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.ApiKeys;

/// <summary>The body of PATCH on a key.</summary>
/// <param name="Name">What its owner calls it, 1 to 100 characters.</param>
public sealed record RenameApiKeyRequest([property: JsonRequired] string Name);
