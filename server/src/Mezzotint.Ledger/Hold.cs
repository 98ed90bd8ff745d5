namespace Mezzotint.Ledger;

/// <summary>Credits to set aside for the images of one request.</summary>
public sealed record Hold
{
    /// <summary>The hold, a uuid of version 7. It is its own idempotency key: same id, same hold.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who pays.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The kind of credit.</summary>
    public required string Wallet { get; init; }

    /// <summary>Price of one image, 0 or more.</summary>
    public required long ImageMillicredits { get; init; }

    /// <summary>Number of images, 1 or more.</summary>
    public required int ImageCount { get; init; }

    /// <summary>The key that asked, where one did: the hold counts in what it spends this month.</summary>
    public Guid? ApiKeyId { get; init; }

    /// <summary>What that key may spend in a month; null for any amount.</summary>
    public long? ApiKeyCapMillicredits { get; init; }

    /// <summary>Reason and actor.</summary>
    public required Cause Cause { get; init; }
}
