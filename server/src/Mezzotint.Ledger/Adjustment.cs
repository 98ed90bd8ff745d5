namespace Mezzotint.Ledger;

/// <summary>A change of a wallet by an admin.</summary>
public sealed record Adjustment
{
    /// <summary>The account that a plus becomes, a uuid of version 7; not used by a minus.</summary>
    public required Guid Id { get; init; }

    /// <summary>Same key, same adjustment: it is made once.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Whose wallet.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The kind of credit.</summary>
    public required string Wallet { get; init; }

    /// <summary>Added where positive, taken from what expires first where negative. Not 0.</summary>
    public required long AmountMillicredits { get; init; }

    /// <summary>When what is left of a plus goes; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Reason and actor.</summary>
    public required Cause Cause { get; init; }
}
