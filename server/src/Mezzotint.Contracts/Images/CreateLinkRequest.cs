namespace Mezzotint.Contracts.Images;

/// <summary>The body of POST /api/v1/images/{id}/links.</summary>
/// <param name="ExpiresInSeconds">How long the link opens the picture, 60 to 604,800 (a week).</param>
public sealed record CreateLinkRequest(int ExpiresInSeconds);
