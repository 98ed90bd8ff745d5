using System.IO.Compression;

namespace Mezzotint.Server.Images;

/// <summary>A picture within a zip.</summary>
static class ArchivedPicture
{
    /// <summary>By time, so that folders sort; with the id, so that no two are the same.</summary>
    public static string NameOf(Guid id, long seed, string mediaType, DateTime createdAt) =>
        $"{createdAt:yyyyMMdd-HHmmss}-{seed}-{id.ToString("N")[^8..]}.{Extension(mediaType)}";

    /// <summary>Writes a file as it is, since pictures are compressed already; nothing where it was deleted
    /// meanwhile.</summary>
    public static async Task WriteAsync(
        ZipArchive zip, string name, DateTime createdAt, string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            return;
        await using var file = File.OpenRead(path);
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = createdAt;
        await using var target = await entry.OpenAsync(cancellation);
        await file.CopyToAsync(target, cancellation);
    }

    static string Extension(string mediaType) => mediaType switch
    {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        _ => "bin",
    };
}
