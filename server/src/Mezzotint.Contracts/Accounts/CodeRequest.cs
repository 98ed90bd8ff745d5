using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Accounts;

/// <summary>A body that holds an authenticator's code.</summary>
/// <param name="Code">Six digits.</param>
public sealed record CodeRequest([property: JsonRequired] string Code);
