namespace Mezzotint.Ledger;

/// <summary>Credits to put into a workspace's wallet. They become an account of their own.</summary>
public sealed record Grant
{
    /// <summary>The new account, a uuid of version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Same key, same grant: it is made once.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Who gets it.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The kind of credit.</summary>
    public required string Wallet { get; init; }

    /// <summary>How much, more than 0.</summary>
    public required long AmountMillicredits { get; init; }

    /// <summary>Where it comes from.</summary>
    public required GrantSource Source { get; init; }

    /// <summary>When what is left of it goes; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Reason and actor.</summary>
    public required Cause Cause { get; init; }
}
