namespace Mezzotint.Contracts.Webhooks;

/// <summary>A message for a webhook, and how its sending goes.</summary>
public sealed record WebhookDelivery
{
    /// <summary>Its id; the message's header webhook-id, the same at every attempt.</summary>
    public required Guid Id { get; init; }

    /// <summary>The webhook.</summary>
    public required Guid WebhookId { get; init; }

    /// <summary>The event's type, or webhook.test.</summary>
    public required string Type { get; init; }

    /// <summary>waiting (for its first or next attempt), delivered or failed.</summary>
    public required string State { get; init; }

    /// <summary>Attempts so far, at most 8.</summary>
    public required int Attempts { get; init; }

    /// <summary>When the last attempt began.</summary>
    public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>When the next one is; null unless it waits.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>HTTP status of the last answer; null where there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Milliseconds until the last answer.</summary>
    public int? LatencyMs { get; init; }

    /// <summary>The first 500 bytes of the last answer, or why there was none.</summary>
    public string? Answer { get; init; }

    /// <summary>The message as it is sent.</summary>
    public required string Body { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
