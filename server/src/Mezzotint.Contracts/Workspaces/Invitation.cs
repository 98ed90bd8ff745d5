namespace Mezzotint.Contracts.Workspaces;

/// <summary>An invitation that was not taken yet.</summary>
public sealed record Invitation
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who is invited.</summary>
    public required string Email { get; init; }

    /// <summary>What they are to be: admin or member; null for an invitation into the service.</summary>
    public string? Role { get; init; }

    /// <summary>When its link ends, 7 days after it was sent.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTime CreatedAt { get; init; }
}
