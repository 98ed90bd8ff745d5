using System.Buffers.Binary;

namespace Mezzotint.Imaging.Metadata;

/// <summary>APP1 segments of JPEG files: Exif with the recipe as user comment, and the XMP packet.</summary>
static class JpegSegments
{
    const byte App1 = 0xE1;
    const byte StartOfScan = 0xDA;
    const int MaxContentBytes = 0xFFFF - 2;

    static ReadOnlySpan<byte> ExifPrefix => "Exif\0\0"u8;

    static ReadOnlySpan<byte> XmpPrefix => "http://ns.adobe.com/xap/1.0/\0"u8;

    /// <summary>The file with the segments at its start, Exif first, as Exif wants it.</summary>
    /// <exception cref="ImageException">The recipe is too long for a segment.</exception>
    public static byte[] Insert(byte[] file, ImageMetadata? metadata)
    {
        if (metadata is null)
            return file;
        byte[] exif = metadata.Recipe is { } recipe ? Segment([.. ExifPrefix, .. ExifComment.Write(recipe)]) : [];
        byte[] xmp = metadata.IsGenerated ? Segment([.. XmpPrefix, .. Xmp.Write(metadata)]) : [];
        return [.. file.AsSpan(0, 2), .. exif, .. xmp, .. file.AsSpan(2)];
    }

    /// <summary>What the segments before the pixels say.</summary>
    public static ImageMetadata Read(ReadOnlySpan<byte> file)
    {
        string? recipe = null;
        var isGenerated = false;
        for (var at = 2; file.Length - at >= 4 && file[at] == 0xFF && file[at + 1] != StartOfScan;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || length > file.Length - at - 2)
                break;
            var content = file.Slice(at + 4, length - 2);
            if (file[at + 1] == App1 && content.StartsWith(ExifPrefix))
                recipe ??= ExifComment.Read(content);
            else if (file[at + 1] == App1 && content.StartsWith(XmpPrefix))
                isGenerated |= Xmp.Read(content[XmpPrefix.Length..]).IsGenerated;
            at += 2 + length;
        }
        return new ImageMetadata(recipe, isGenerated);
    }

    static byte[] Segment(ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxContentBytes)
            throw new ImageException(
                $"The picture's recipe takes {content.Length} bytes, a JPEG has room for {MaxContentBytes}: shorten "
                    + "the prompt or "
                + "write a PNG.");
        var segment = new byte[4 + content.Length];
        segment[0] = 0xFF;
        segment[1] = App1;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(content.Length + 2));
        content.CopyTo(segment.AsSpan(4));
        return segment;
    }
}
