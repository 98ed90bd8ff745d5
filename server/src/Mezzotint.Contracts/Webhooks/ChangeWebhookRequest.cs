namespace Mezzotint.Contracts.Webhooks;

/// <summary>The body of PATCH /api/v1/webhooks/{id}. What is left out stays.</summary>
public sealed record ChangeWebhookRequest
{
    /// <summary>Where messages are sent: an https address, to 2,000 characters.</summary>
    public string? Url { get; init; }

    /// <summary>Which events: image.completed, image.failed, image.cancelled, generation.finished.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>What its owner calls it, to 200 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Whether messages are sent; true also switches on again what the service switched off.</summary>
    public bool? IsEnabled { get; init; }
}
