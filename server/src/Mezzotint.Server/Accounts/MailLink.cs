namespace Mezzotint.Server.Accounts;

/// <summary>A link that somebody opened.</summary>
sealed record MailLink
{
    public required string Purpose { get; init; }
    public required Guid UserId { get; init; }
    public string? NewEmail { get; init; }
}
