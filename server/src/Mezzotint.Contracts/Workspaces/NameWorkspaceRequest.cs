using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Workspaces;

/// <summary>The body of POST /api/v1/workspaces and of PATCH on one.</summary>
/// <param name="Name">1 to 100 characters.</param>
public sealed record NameWorkspaceRequest([property: JsonRequired] string Name);
