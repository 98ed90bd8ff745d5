namespace Mezzotint.Contracts.Webhooks;

/// <summary>The body of POST /api/v1/webhooks.</summary>
public sealed record CreateWebhookRequest
{
    /// <summary>Where messages are sent: an https address, to 2,000 characters.</summary>
    public required string Url { get; init; }

    /// <summary>
    /// Which events: image.completed, image.failed, image.cancelled, generation.finished; left out, the last of these.
    /// </summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>What its owner calls it, to 200 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether messages are sent.</summary>
    public bool IsEnabled { get; init; } = true;
}
