using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Mezzotint.Imaging.Metadata;

/// <summary>
/// Text chunks of PNG files (ISO/IEC 15948, 11.3.4): the recipe under "parameters", and the XMP packet.
/// </summary>
static class PngChunks
{
    const int SignatureBytes = 8;
    const int HeaderChunkEnd = SignatureBytes + 25; // IHDR is always 13 bytes long
    const int MaxTextBytes = 1 << 20;
    const string RecipeKeyword = "parameters";
    const string XmpKeyword = "XML:com.adobe.xmp";

    /// <summary>The file with text chunks behind its first chunk, where readers find them before the pixels.</summary>
    public static byte[] Insert(byte[] file, ImageMetadata? metadata)
    {
        if (metadata is null)
            return file;
        byte[] recipe = metadata.Recipe is { } text ? TextChunk(RecipeKeyword, text) : [];
        byte[] xmp = metadata.IsGenerated ? InternationalChunk(XmpKeyword, Xmp.Write(metadata)) : [];
        return [.. file.AsSpan(0, HeaderChunkEnd), .. recipe, .. xmp, .. file.AsSpan(HeaderChunkEnd)];
    }

    /// <summary>What the text chunks say; damaged chunks say nothing.</summary>
    public static ImageMetadata Read(ReadOnlySpan<byte> file)
    {
        string? recipe = null;
        var isGenerated = false;
        for (var at = SignatureBytes; file.Length - at >= 12;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
                break;
            var type = file.Slice(at + 4, 4);
            var (keyword, text) = Text(type, file.Slice(at + 8, (int)length));
            if (keyword == RecipeKeyword)
                recipe ??= text;
            else if (keyword == XmpKeyword && text is not null)
                isGenerated |= Xmp.Read(Encoding.UTF8.GetBytes(text)).IsGenerated;
            at += 12 + (int)length;
        }
        return new ImageMetadata(recipe, isGenerated);
    }

    /// <summary>tEXt where Latin-1 has all the characters, as other programs write and read it, else iTXt.</summary>
    static byte[] TextChunk(string keyword, string text) =>
        text.All(c => c is >= ' ' and <= '~' or '\n' or >= '\u00A0' and <= '\u00FF')
        ? Chunk("tEXt"u8, [.. Encoding.Latin1.GetBytes(keyword), 0, .. Encoding.Latin1.GetBytes(text)])
        : InternationalChunk(keyword, Encoding.UTF8.GetBytes(text));

    /// <summary>iTXt: keyword, 0, not compressed (0, 0), no language (0), no translated keyword (0), UTF-8.</summary>
    static byte[] InternationalChunk(string keyword, byte[] text) =>
        Chunk("iTXt"u8, [.. Encoding.Latin1.GetBytes(keyword), 0, 0, 0, 0, 0, .. text]);

    static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(
            chunk.AsSpan(8 + content.Length), Crc32(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }

    static (string? Keyword, string? Text) Text(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var end = content.IndexOf((byte)0);
        if (end <= 0)
            return default;
        var keyword = Encoding.Latin1.GetString(content[..end]);
        var rest = content[(end + 1)..];
        if (type.SequenceEqual("tEXt"u8))
            return (keyword, Encoding.Latin1.GetString(rest));
        if (type.SequenceEqual("zTXt"u8) && rest is [0, .. var packed])
            return (keyword, Inflate(packed) is { } text ? Encoding.Latin1.GetString(text) : null);
        return type.SequenceEqual("iTXt"u8) ? (keyword, InternationalText(rest)) : default;
    }

    static string? InternationalText(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 4)
            return null;
        var isCompressed = rest[0] == 1;
        var language = rest[2..].IndexOf((byte)0);
        var translated = language < 0 ? -1 : rest[(2 + language + 1)..].IndexOf((byte)0);
        if (translated < 0)
            return null;
        var text = rest[(2 + language + 1 + translated + 1)..];
        return !isCompressed ? Encoding.UTF8.GetString(text) : Inflate(text) is { } plain
            ? Encoding.UTF8.GetString(plain) : null;
    }

    /// <summary>At most a megabyte of decompressed text: a small chunk can hold very much.</summary>
    static byte[]? Inflate(ReadOnlySpan<byte> packed)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            var buffer = new byte[MaxTextBytes];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length < buffer.Length ? buffer[..length] : null;
        }
        catch (InvalidDataException)
        {
            return null; // a damaged text is no reason to refuse the picture
        }
    }

    /// <summary>
    /// The checksum of ISO 3309 as PNG uses it: reflected polynomial 0xEDB88320, all ones before and inverted after.
    /// </summary>
    static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = crc >> 1 ^ (0u - (crc & 1) & 0xEDB88320);
        }
        return ~crc;
    }
}
