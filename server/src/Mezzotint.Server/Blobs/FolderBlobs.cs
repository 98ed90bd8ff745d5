using System.Security.Cryptography;
using Mezzotint.Server.Hosting;

namespace Mezzotint.Server.Blobs;

/// <summary>Files by the SHA-256 of their bytes, in a folder: the same bytes are stored once.</summary>
/// <remarks>
/// A file appears under its name only when all of it is on the disk, so that a row that names it never names half a
/// file, whatever is killed when.
/// </remarks>
sealed class FolderBlobs(DataFolder folder)
{
    /// <summary>Stores bytes and gives their name.</summary>
    /// <exception cref="IOException">The disk is full or cannot be written; nothing is left behind.</exception>
    public async Task<byte[]> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var hash = SHA256.HashData(bytes.Span);
        var path = PathOf(hash);
        if (File.Exists(path))
            return hash;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.partial";
        try
        {
            await using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await stream.WriteAsync(bytes, cancellation);
                stream.Flush(flushToDisk: true);
            }
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
        return hash;
    }

    /// <summary>Where the file of a name lies.</summary>
    public string PathOf(byte[] hash)
    {
        var name = Convert.ToHexStringLower(hash);
        return Path.Combine(folder.Blobs, name[..2], name[2..4], name);
    }
}
