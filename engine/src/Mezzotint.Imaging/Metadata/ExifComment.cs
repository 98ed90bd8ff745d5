using System.Buffers.Binary;
using System.Text;

namespace Mezzotint.Imaging.Metadata;

/// <summary>
/// An Exif block (CIPA DC-008) with a user comment, where programs put the recipe of JPEG and WebP pictures.
/// </summary>
static class ExifComment
{
    const ushort ExifPointerTag = 0x8769;
    const ushort UserCommentTag = 0x9286;
    const ushort LongType = 4;
    const ushort UndefinedType = 7;
    const int EntryBytes = 12;
    const int CodeBytes = 8;

    /// <summary>
    /// A TIFF structure, big-endian: header, a directory that points to the Exif directory, which has the comment.
    /// </summary>
    public static byte[] Write(string text)
    {
        const int headerBytes = 8, directoryBytes = 2 + EntryBytes + 4;
        const int exifAt = headerBytes + directoryBytes, commentAt = exifAt + directoryBytes;
        byte[] comment = [.. "UNICODE\0"u8, .. Encoding.BigEndianUnicode.GetBytes(text)];
        var block = new byte[commentAt + comment.Length];
        "MM\0*"u8.CopyTo(block);
        BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(4), headerBytes);
        WriteDirectory(block.AsSpan(headerBytes), ExifPointerTag, LongType, 1, exifAt);
        WriteDirectory(block.AsSpan(exifAt), UserCommentTag, UndefinedType, (uint)comment.Length, commentAt);
        comment.CopyTo(block, commentAt);
        return block;
    }

    /// <summary>The comment of an Exif block of either byte order, or null.</summary>
    public static string? Read(ReadOnlySpan<byte> block)
    {
        if (block.StartsWith("Exif\0\0"u8))
            block = block[6..];
        if (!(block.StartsWith("MM\0*"u8) || block.StartsWith("II*\0"u8)))
            return null;
        var isBig = block[0] == 'M';
        if (Entry(block, Number(block, 4, isBig), ExifPointerTag, isBig) is not { } pointer
            || Entry(block, Number(block, pointer + 8, isBig), UserCommentTag, isBig) is not { } entry)
            return null;
        var start = Number(block, entry + 8, isBig);
        var length = Number(block, entry + 4, isBig);
        return start >= 0 && length >= CodeBytes && start <= block.Length - length
            ? Text(block.Slice((int)start, (int)length), isBig) : null;
    }

    static void WriteDirectory(Span<byte> target, ushort tag, ushort type, uint count, uint value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(target, 1);
        BinaryPrimitives.WriteUInt16BigEndian(target[2..], tag);
        BinaryPrimitives.WriteUInt16BigEndian(target[4..], type);
        BinaryPrimitives.WriteUInt32BigEndian(target[6..], count);
        BinaryPrimitives.WriteUInt32BigEndian(target[10..], value);
    }

    /// <summary>Where the directory at <paramref name="at"/> has the tag's entry, or null.</summary>
    static long? Entry(ReadOnlySpan<byte> block, long at, ushort tag, bool isBig)
    {
        if (at < 0 || at > block.Length - 2)
            return null;
        var count = Short(block, at, isBig);
        for (var i = 0; i < count && at + 2 + (i + 1) * EntryBytes <= block.Length; i++)
            if (Short(block, at + 2 + i * EntryBytes, isBig) == tag)
                return at + 2 + i * EntryBytes;
        return null;
    }

    static string? Text(ReadOnlySpan<byte> comment, bool isBig)
    {
        var text = comment[CodeBytes..];
        if (comment.StartsWith("UNICODE\0"u8))
            return (isBig ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(text);
        return comment.StartsWith("ASCII\0\0\0"u8) || comment.StartsWith("\0\0\0\0\0\0\0\0"u8)
            ? Encoding.UTF8.GetString(text).TrimEnd('\0') : null;
    }

    static int Short(ReadOnlySpan<byte> block, long at, bool isBig) => isBig
        ? BinaryPrimitives.ReadUInt16BigEndian(block[(int)at..])
            : BinaryPrimitives.ReadUInt16LittleEndian(block[(int)at..]);

    /// <summary>The 32-bit number at a place, or -1 outside of the block.</summary>
    static long Number(ReadOnlySpan<byte> block, long at, bool isBig)
    {
        if (at < 0 || at > block.Length - 4)
            return -1;
        var bytes = block[(int)at..];
        return isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}
