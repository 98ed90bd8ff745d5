using System.Buffers.Binary;
using System.Text;

namespace Mezzotint.Imaging.Tests;

/// <summary>Pictures and files made by hand.</summary>
static class Drawing
{
    /// <summary>
    /// A smooth picture: red grows to the right, green downwards, blue is 128, alpha falls to the right.
    /// </summary>
    public static Pixels Gradient(int width, int height, int channels = 3)
    {
        var samples = new byte[width * height * channels];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var c = 0; c < channels; c++)
                    samples[(y * width + x) * channels + c] = (byte)(c switch
                    {
                        0 => 255 * x / Math.Max(1, width - 1),
                        1 => 255 * y / Math.Max(1, height - 1),
                        2 => 128,
                        _ => 255 - 255 * x / Math.Max(1, width - 1),
                    });
        return new Pixels(width, height, channels, samples);
    }

    /// <summary>Average distance of the samples.</summary>
    public static double Distance(Pixels a, Pixels b)
    {
        Assert.Equal((a.Width, a.Height, a.Channels), (b.Width, b.Height, b.Channels));
        return a.Samples.Zip(b.Samples, (x, y) => Math.Abs(x - y)).Average();
    }

    /// <summary>A PNG file that claims a size and has no pixels.</summary>
    public static byte[] EmptyPng(uint width, uint height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // bits
        header[9] = 2; // red, green, blue
        byte[] empty = [0x78, 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];
        return [0x89, .. "PNG\r\n\x1A\n"u8, .. PngChunk("IHDR", header), .. PngChunk("IDAT", empty),
            .. PngChunk("IEND", [])];
    }

    /// <summary>A chunk with its checksum, computed bit by bit as the PNG specification's annex D says.</summary>
    public static byte[] PngChunk(string type, byte[] content)
    {
        var crc = uint.MaxValue;
        byte[] covered = [.. Encoding.ASCII.GetBytes(type), .. content];
        foreach (var value in covered)
            for (var bit = 0; bit < 8; bit++)
                crc = ((crc ^ value >> bit) & 1) == 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        covered.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), ~crc);
        return chunk;
    }
}
