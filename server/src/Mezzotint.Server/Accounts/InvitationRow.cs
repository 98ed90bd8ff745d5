using Mezzotint.Contracts.Workspaces;

namespace Mezzotint.Server.Accounts;

/// <summary>An invitation as it is stored.</summary>
sealed record InvitationRow
{
    public required Guid Id { get; init; }
    public required string Email { get; init; }
    public string? Role { get; init; }
    public Guid? WorkspaceId { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public required DateTime CreatedAt { get; init; }

    public Invitation ToContract() => new()
    {
        Id = Id,
        Email = Email,
        Role = Role,
        ExpiresAt = ExpiresAt,
        CreatedAt = CreatedAt,
    };
}
