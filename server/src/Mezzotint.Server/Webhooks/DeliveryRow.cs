using Mezzotint.Contracts.Webhooks;

namespace Mezzotint.Server.Webhooks;

/// <summary>A message as it is stored.</summary>
sealed record DeliveryRow
{
    public const string Columns = """
        id, webhook_id as WebhookId, type, state, attempts, attempted_at as AttemptedAt, due_at as DueAt, status,
        latency_ms as LatencyMs, answer, body, created_at as CreatedAt
        """;

    public required Guid Id { get; init; }
    public required Guid WebhookId { get; init; }
    public required string Type { get; init; }
    public required string State { get; init; }
    public required int Attempts { get; init; }
    public DateTime? AttemptedAt { get; init; }
    public required DateTime DueAt { get; init; }
    public int? Status { get; init; }
    public int? LatencyMs { get; init; }
    public string? Answer { get; init; }
    public required string Body { get; init; }
    public required DateTime CreatedAt { get; init; }

    public WebhookDelivery Show() => new()
    {
        Id = Id,
        WebhookId = WebhookId,
        Type = Type,
        State = State,
        Attempts = Attempts,
        AttemptedAt = AttemptedAt,
        NextAttemptAt = State == "waiting" ? DueAt : null,
        Status = Status,
        LatencyMs = LatencyMs,
        Answer = Answer,
        Body = Body,
        CreatedAt = CreatedAt,
    };
}
