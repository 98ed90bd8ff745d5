namespace Mezzotint.Contracts.Images;

/// <summary>An address that opens one picture for whoever has it.</summary>
/// <param name="Url">The address, from the server's root.</param>
/// <param name="ExpiresAt">When it stops; it stops before where the picture is deleted.</param>
public sealed record ImageLink(string Url, DateTimeOffset ExpiresAt);
