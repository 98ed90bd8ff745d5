namespace Mezzotint.Server.ApiKeys;

/// <summary>Who asks: the workspace that pays and owns, the person, and what both allow.</summary>
public sealed record Caller
{
    /// <summary>The key that came with the request; null for a person in the studio.</summary>
    public Guid? ApiKeyId { get; init; }

    /// <summary>The person's log-in; null for a key.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The workspace that pays and owns.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The person; with a key, who made it.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The workspace's plan.</summary>
    public required string Plan { get; init; }

    /// <summary>What it may do.</summary>
    public required string[] Scopes { get; init; }

    /// <summary>What the person is in the workspace: owner, admin or member; null for a key.</summary>
    public string? Role { get; init; }

    /// <summary>Models it may use; null for all of the plan.</summary>
    public string[]? Models { get; init; }

    /// <summary>Most that the key may spend in a month; null for no limit.</summary>
    public long? SpendCapMillicredits { get; init; }

    /// <summary>When the key ends; null for never, and for a person.</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>Whether it may do something.</summary>
    public bool Has(Scope scope) => Scopes.Contains(ApiKeys.Name(scope));

    /// <summary>As transfers, events and the audit log name it.</summary>
    public string Actor => ApiKeyId is { } key ? $"key:{key}" : $"user:{UserId}";
}
