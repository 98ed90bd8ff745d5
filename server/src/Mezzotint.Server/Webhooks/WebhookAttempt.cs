namespace Mezzotint.Server.Webhooks;

/// <summary>How an attempt to send a message went.</summary>
/// <param name="Status">HTTP status of the answer; null where there was none.</param>
/// <param name="LatencyMs">Milliseconds until it.</param>
/// <param name="Answer">Its start, or why there was none.</param>
sealed record WebhookAttempt(int? Status, int LatencyMs, string Answer)
{
    const int Gone = 410;

    public bool IsDelivered => Status is >= 200 and < 300;

    /// <summary>Whether the receiver wants no more.</summary>
    public bool IsGone => Status == Gone;
}
