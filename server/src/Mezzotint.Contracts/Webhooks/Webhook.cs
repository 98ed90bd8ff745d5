namespace Mezzotint.Contracts.Webhooks;

/// <summary>An address that is told of events.</summary>
public sealed record Webhook
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where messages are sent.</summary>
    public required string Url { get; init; }

    /// <summary>Which events.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Description { get; init; }

    /// <summary>Whether messages are sent.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>Why the service switched it off; null where it did not.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>Since when every attempt failed; null while they succeed.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>
    /// Signs messages (whsec_...); shown only when it is made: with a new webhook, and after a rotation.
    /// </summary>
    public string? Secret { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
