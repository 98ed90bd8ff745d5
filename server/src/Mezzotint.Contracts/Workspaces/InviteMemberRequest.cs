namespace Mezzotint.Contracts.Workspaces;

/// <summary>The body of POST on a workspace's invitations.</summary>
public sealed record InviteMemberRequest
{
    /// <summary>Whom, 3 to 254 ASCII characters.</summary>
    public required string Email { get; init; }

    /// <summary>What they are to be: admin or member.</summary>
    public string Role { get; init; } = "member";
}
