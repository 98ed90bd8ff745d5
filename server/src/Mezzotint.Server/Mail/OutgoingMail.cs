namespace Mezzotint.Server.Mail;

/// <summary>A mail of the outbox.</summary>
sealed record OutgoingMail
{
    public required Guid Id { get; init; }
    public required string Recipient { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required int Attempts { get; init; }
}
