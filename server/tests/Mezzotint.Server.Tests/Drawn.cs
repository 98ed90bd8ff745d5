using System.Buffers.Binary;
using Mezzotint.Imaging;

namespace Mezzotint.Server.Tests;

/// <summary>Picture files for tests.</summary>
static class Drawn
{
    /// <summary>A gradient in one of many tints, as a file.</summary>
    public static byte[] File(
        int width, int height, int tint = 0, ImageFormat format = ImageFormat.Png, ImageMetadata? metadata = null)
    {
        var samples = new byte[width * height * 3];
        for (var at = 0; at < samples.Length; at += 3)
            (samples[at], samples[at + 1], samples[at + 2]) =
                ((byte)(255 * (at / 3 % width) / width), (byte)(255 * (at / 3 / width) / height), (byte)tint);
        return ImageEncoder.Encode(
            new Pixels(width, height, 3, samples), format, new EncodeOptions { Metadata = metadata });
    }

    /// <summary>A JPEG that a camera held sideways took at a place that its Exif block names.</summary>
    public static byte[] SidewaysJpeg(int width, int height, string place)
    {
        var file = File(width, height, 9, ImageFormat.Jpeg);
        // A TIFF structure of one entry: tag 0x0112 (orientation), a short, 6: turn right to be upright.
        byte[] content =
        [
            .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
            .. System.Text.Encoding.ASCII.GetBytes(place),
        ];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + 2));
        return [.. file[..2], 0xFF, 0xE1, .. length, .. content, .. file[2..]];
    }

    /// <summary>A PNG that says it is large, and is not.</summary>
    public static byte[] Bomb(int width, int height)
    {
        var file = File(1, 1);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), Crc32(file.AsSpan(12, 17)));
        return file;
    }

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
