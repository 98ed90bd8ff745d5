using Mezzotint.Server.ApiKeys;

namespace Mezzotint.Server.Accounts;

/// <summary>A session that is valid now, with the workspace that its request is about.</summary>
sealed record SessionRow
{
    public required Guid SessionId { get; init; }
    public required Guid UserId { get; init; }
    public required bool IsAdmin { get; init; }

    /// <summary>Null where the person is in no such workspace.</summary>
    public Guid? WorkspaceId { get; init; }
    public string? Plan { get; init; }
    public string? Role { get; init; }

    /// <summary>Who asks, where there is a workspace.</summary>
    public Caller Caller() => new()
    {
        SessionId = SessionId,
        UserId = UserId,
        WorkspaceId = WorkspaceId!.Value,
        Plan = Plan!,
        Role = Role,
        Scopes = Workspaces.Role.ScopesOf(Role!, IsAdmin),
    };
}
