namespace Mezzotint.Server.Webhooks;

/// <summary>A message whose next attempt is now, and this server's.</summary>
sealed record DueDelivery
{
    public required Guid Id { get; init; }
    public required string Url { get; init; }
    public required string Body { get; init; }
    public required byte[] Secret { get; init; }

    /// <summary>The one before, while it still signs.</summary>
    public byte[]? PreviousSecret { get; init; }

    /// <summary>The number of this attempt, from 1: who comes back with another one comes too late.</summary>
    public required int Attempts { get; init; }
}
