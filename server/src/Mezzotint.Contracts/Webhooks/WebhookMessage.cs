using Mezzotint.Contracts.Events;

namespace Mezzotint.Contracts.Webhooks;

/// <summary>What a webhook is sent, as Standard Webhooks shape it.</summary>
/// <param name="Type">The event's type, or webhook.test.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Data">The event; null with webhook.test.</param>
public sealed record WebhookMessage(string Type, DateTimeOffset Timestamp, GenerationEvent? Data);
