namespace Mezzotint.Server.ApiKeys;

/// <summary>A valid key of a request: whom it acts for and what it may do.</summary>
public sealed record ApiKey
{
    /// <summary>The key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The workspace that pays and owns.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>Who made the key.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The workspace's plan.</summary>
    public required string Plan { get; init; }

    /// <summary>What it may do.</summary>
    public required string[] Scopes { get; init; }

    /// <summary>Models it may use; null for all of the plan.</summary>
    public string[]? Models { get; init; }

    /// <summary>Most that it may spend in a month; null for no limit.</summary>
    public long? SpendCapMillicredits { get; init; }
}
