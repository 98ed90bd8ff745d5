using Mezzotint.Contracts.Webhooks;

namespace Mezzotint.Server.Webhooks;

/// <summary>A webhook as it is stored, without its keys.</summary>
sealed record WebhookRow
{
    public const string Columns = """
        id, url, events, description, is_enabled as IsEnabled, disabled_reason as DisabledReason,
        failing_since as FailingSince, created_at as CreatedAt
        """;

    public required Guid Id { get; init; }
    public required string Url { get; init; }
    public required string[] Events { get; init; }
    public required string Description { get; init; }
    public required bool IsEnabled { get; init; }
    public string? DisabledReason { get; init; }
    public DateTime? FailingSince { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <param name="secret">Where it was made just now.</param>
    public Webhook Show(byte[]? secret = null) => new()
    {
        Id = Id,
        Url = Url,
        Events = Events,
        Description = Description,
        IsEnabled = IsEnabled,
        DisabledReason = DisabledReason,
        FailingSince = FailingSince,
        Secret = secret is null ? null : WebhookSecret.Text(secret),
        CreatedAt = CreatedAt,
    };
}
