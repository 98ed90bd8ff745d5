namespace Mezzotint.Contracts.Workspaces;

/// <summary>A person in a workspace.</summary>
public sealed record Member
{
    /// <summary>The person's id.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Their address.</summary>
    public required string Email { get; init; }

    /// <summary>owner, admin or member.</summary>
    public required string Role { get; init; }

    /// <summary>When they joined.</summary>
    public required DateTime CreatedAt { get; init; }
}
