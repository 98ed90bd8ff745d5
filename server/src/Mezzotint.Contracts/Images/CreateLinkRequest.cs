namespace Mezzotint.Contracts.Images;

/// <summary>The body of POST /api/v1/images/{id}/links.</summary>
public sealed record CreateLinkRequest
{
    /// <summary>How long the link opens the picture, 60 to 604,800 (a week); left out, an hour.</summary>
    public int ExpiresInSeconds { get; init; } = 3600;
}
