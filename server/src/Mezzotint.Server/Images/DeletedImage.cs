namespace Mezzotint.Server.Images;

/// <summary>A picture whose row is gone, and the files that may go with it.</summary>
sealed record DeletedImage
{
    public required Guid Id { get; init; }
    public required byte[] Blob { get; init; }
    public byte[]? Thumbnail { get; init; }

    public IEnumerable<byte[]> Files => Thumbnail is { } small ? [Blob, small] : [Blob];
}
