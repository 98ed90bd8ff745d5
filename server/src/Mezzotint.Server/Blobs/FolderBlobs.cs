using System.Security.Cryptography;
using Mezzotint.Server.Hosting;
using Npgsql;

namespace Mezzotint.Server.Blobs;

/// <summary>Files by the SHA-256 of their bytes, in a folder: the same bytes are stored once.</summary>
/// <remarks>
/// A file appears under its name only when all of it is on the disk, so that a row that names it never names half a
/// file, whatever is killed when.
/// </remarks>
sealed class FolderBlobs(DataFolder folder)
{
    /// <summary>The end of the name of a file that is being written.</summary>
    public const string Partial = ".partial";

    /// <summary>Where all files lie.</summary>
    public string Root => folder.Blobs;

    /// <summary>Stores bytes and gives their name, which rows of this transaction may bear.</summary>
    /// <exception cref="IOException">The disk is full or cannot be written; nothing is left behind.</exception>
    public async Task<byte[]> StoreAsync(
        NpgsqlTransaction transaction, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var hash = SHA256.HashData(bytes.Span);
        await BlobLock.ShareAsync(transaction, hash, cancellation);
        if (!File.Exists(PathOf(hash)))
            await WriteAsync(PathOf(hash), bytes, cancellation);
        return hash;
    }

    /// <summary>Where the file of a name lies.</summary>
    public string PathOf(byte[] hash)
    {
        var name = Convert.ToHexStringLower(hash);
        return Path.Combine(folder.Blobs, name[..2], name[2..4], name);
    }

    static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = $"{path}.{Path.GetRandomFileName()}{Partial}";
        try
        {
            await using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None))
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
    }
}
