namespace Mezzotint.Contracts.Workspaces;

/// <summary>What owns a plan, credits, keys and pictures, as one of its members sees it.</summary>
public sealed record Workspace
{
    /// <summary>Its id, for the header Mezzotint-Workspace.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is one person's own, that nobody else can join.</summary>
    public required bool IsPersonal { get; init; }

    /// <summary>The key of its plan.</summary>
    public required string Plan { get; init; }

    /// <summary>What the one who asks is in it: owner, admin or member.</summary>
    public required string Role { get; init; }

    /// <summary>People in it.</summary>
    public required int MemberCount { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTime CreatedAt { get; init; }
}
