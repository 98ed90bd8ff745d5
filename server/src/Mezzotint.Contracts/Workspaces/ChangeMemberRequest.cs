using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Workspaces;

/// <summary>The body of PATCH on a member.</summary>
/// <param name="Role">owner, admin or member; only owners make owners, or change them.</param>
public sealed record ChangeMemberRequest([property: JsonRequired] string Role);
