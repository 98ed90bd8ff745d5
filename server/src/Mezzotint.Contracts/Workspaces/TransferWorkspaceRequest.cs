using System.Text.Json.Serialization;

namespace Mezzotint.Contracts.Workspaces;

/// <summary>The body of POST on a workspace's owner.</summary>
/// <param name="UserId">The member who becomes owner; the owner who asks becomes an admin.</param>
public sealed record TransferWorkspaceRequest([property: JsonRequired] Guid UserId);
