namespace Mezzotint.Server.Workspaces;

/// <summary>A workspace under its lock.</summary>
sealed record WorkspaceRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required bool IsPersonal { get; init; }
    public required string Plan { get; init; }
    public required int MemberCount { get; init; }
}
