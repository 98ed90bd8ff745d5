namespace Mezzotint.Server.Studio;

/// <summary>A built file of the studio.</summary>
/// <param name="Bytes">What is in it.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="ETag">Of what is in it, with its quotes.</param>
sealed record StudioFile(byte[] Bytes, string MediaType, string ETag)
{
    /// <summary>The same by Brotli; null where the build left it out, as it does where that gains nothing.</summary>
    public byte[]? Brotli { get; init; }

    /// <summary>The same by gzip; null likewise.</summary>
    public byte[]? Gzip { get; init; }

    /// <summary>Whether its name changes with what is in it, so that nobody need ask again.</summary>
    public bool IsImmutable { get; init; }
}
