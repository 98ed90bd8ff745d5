namespace Mezzotint.Server.ApiKeys;

/// <summary>Who asks: the workspace that pays and owns, the person, and what both allow.</summary>
public sealed record Caller
{
    /// <summary>The key that came with the request; null for a person in the studio.</summary>
    public Guid? ApiKeyId { get; init; }

    /// <summary>The workspace that pays and owns.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The person; with a key, who made it.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The workspace's plan.</summary>
    public required string Plan { get; init; }

    /// <summary>What it may do.</summary>
    public required string[] Scopes { get; init; }

    /// <summary>Models it may use; null for all of the plan.</summary>
    public string[]? Models { get; init; }

    /// <summary>Most that the key may spend in a month; null for no limit.</summary>
    public long? SpendCapMillicredits { get; init; }

    /// <summary>As transfers, events and the audit log name it.</summary>
    public string Actor => ApiKeyId is { } key ? $"key:{key}" : $"user:{UserId}";
}
