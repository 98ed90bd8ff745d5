using System.Buffers.Binary;

namespace Mezzotint.Imaging.Metadata;

/// <summary>RIFF chunks of WebP files (RFC 9649): EXIF with the recipe as user comment, and the XMP packet.</summary>
static class WebpChunks
{
    const int HeaderBytes = 12;
    const byte XmpFlag = 0x04;
    const byte ExifFlag = 0x08;
    const byte AlphaFlag = 0x10;

    /// <summary>The file in the extended layout, with the metadata behind the picture.</summary>
    public static byte[] Insert(byte[] file, ImageMetadata? metadata, Pixels pixels)
    {
        if (metadata is null)
            return file;
        byte[] exif = metadata.Recipe is { } recipe ? Chunk("EXIF"u8, ExifComment.Write(recipe)) : [];
        byte[] xmp = metadata.IsGenerated ? Chunk("XMP "u8, Xmp.Write(metadata)) : [];
        var flags = (byte)((exif.Length > 0 ? ExifFlag : 0) | (xmp.Length > 0 ? XmpFlag : 0));
        var picture = file.AsSpan(HeaderBytes).ToArray();
        byte[] extended = [];
        if (picture.AsSpan().StartsWith("VP8X"u8))
            picture[8] |= flags;
        else
            extended = Chunk("VP8X"u8, ExtendedHeader(pixels, flags));
        byte[] result = [.. file.AsSpan(0, HeaderBytes), .. extended, .. picture, .. exif, .. xmp];
        BinaryPrimitives.WriteInt32LittleEndian(result.AsSpan(4), result.Length - 8);
        return result;
    }

    /// <summary>What the chunks say.</summary>
    public static ImageMetadata Read(ReadOnlySpan<byte> file)
    {
        string? recipe = null;
        var isGenerated = false;
        for (var at = HeaderBytes; file.Length - at >= 8;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (length > file.Length - at - 8)
                break;
            var content = file.Slice(at + 8, (int)length);
            if (file[at..].StartsWith("EXIF"u8))
                recipe ??= ExifComment.Read(content);
            else if (file[at..].StartsWith("XMP "u8))
                isGenerated |= Xmp.Read(content).IsGenerated;
            at += 8 + (int)length + ((int)length & 1);
        }
        return new ImageMetadata(recipe, isGenerated);
    }

    /// <summary>Flags, three reserved bytes, and width and height less one in 24 bits each.</summary>
    static byte[] ExtendedHeader(Pixels pixels, byte flags)
    {
        var header = new byte[10];
        header[0] = (byte)(flags | (pixels.Channels == 4 ? AlphaFlag : 0));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), pixels.Width - 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(7), (ushort)(pixels.Height - 1));
        header[9] = (byte)(pixels.Height - 1 >> 16);
        return header;
    }

    static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[8 + content.Length + (content.Length & 1)];
        type.CopyTo(chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), content.Length);
        content.CopyTo(chunk.AsSpan(8));
        return chunk;
    }
}
