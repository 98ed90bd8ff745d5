namespace Mezzotint.Contracts.Administration;

/// <summary>The body of POST /api/v1/admin/credits.</summary>
public sealed record AdjustCreditsRequest
{
    /// <summary>Whose wallet.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The wallet's key.</summary>
    public required string Wallet { get; init; }

    /// <summary>
    /// Added where positive, taken where negative; not 0, to 100,000,000 either way, with up to three decimals.
    /// </summary>
    public required decimal Credits { get; init; }

    /// <summary>When what is left of a plus goes; left out, never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why, 1 to 200 characters; the workspace's people read it.</summary>
    public required string Reason { get; init; }
}
