namespace Mezzotint.Server.ApiKeys;

/// <summary>A key to be made.</summary>
/// <param name="WorkspaceId">Whom it shall act for.</param>
/// <param name="UserId">Who makes it.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Scopes">What it may do.</param>
sealed record NewApiKey(Guid WorkspaceId, Guid UserId, string Name, IReadOnlyList<Scope> Scopes)
{
    /// <summary>Models it may use; null for all of the plan.</summary>
    public string[]? Models { get; init; }

    /// <summary>Most that it may spend in a month; null for no limit.</summary>
    public long? SpendCapMillicredits { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
