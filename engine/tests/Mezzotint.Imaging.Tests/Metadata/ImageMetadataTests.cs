using System.IO.Compression;
using System.Text;

namespace Mezzotint.Imaging.Tests.Metadata;

public sealed class ImageMetadataTests
{
    const string Latin = "a café\nSteps: 20, Sampler: Euler a, Seed: 1";
    const string Unicode = "ein 猫 im Schnee \U0001F600\nSteps: 20, Sampler: Euler, Seed: 1";

    [Theory]
    [InlineData(ImageFormat.Png, Latin)]
    [InlineData(ImageFormat.Png, Unicode)]
    [InlineData(ImageFormat.Jpeg, Latin)]
    [InlineData(ImageFormat.Jpeg, Unicode)]
    [InlineData(ImageFormat.Webp, Latin)]
    [InlineData(ImageFormat.Webp, Unicode)]
    [InlineData(ImageFormat.Avif, Latin)]
    [InlineData(ImageFormat.Avif, Unicode)]
    public void Recipe_and_origin_come_back_from_every_format(ImageFormat format, string recipe)
    {
        foreach (var channels in new[] { 3, 4 })
        {
            var pixels = Drawing.Gradient(15, 9, channels);
            var metadata = new ImageMetadata(recipe, true);
            var file = ImageEncoder.Encode(pixels, format, new EncodeOptions { Metadata = metadata });
            Assert.Equal(metadata, ImageDecoder.ReadMetadata(file, "it"));
            Assert.Equal(pixels.Width, ImageDecoder.Decode(file, "it").Width); // still a picture
        }
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Webp)]
    [InlineData(ImageFormat.Avif)]
    public void A_picture_without_metadata_says_nothing(ImageFormat format) => Assert.Equal(
        new ImageMetadata(null, false),
        ImageDecoder.ReadMetadata(ImageEncoder.Encode(Drawing.Gradient(9, 9), format), "it"));

    [Fact]
    public void A_png_carries_a_plain_text_chunk_before_its_pixels()
    {
        var file = Encode(ImageFormat.Png, Latin);
        byte[] expected = Drawing.PngChunk("tEXt", [.. "parameters\0"u8, .. Encoding.Latin1.GetBytes(Latin)]);
        Assert.InRange(file.AsSpan().IndexOf(expected), 33, file.AsSpan().IndexOf("IDAT"u8) - 1);
    }

    [Fact]
    public void A_png_whose_recipe_is_not_latin_carries_an_international_text_chunk()
    {
        var expected = Drawing.PngChunk("iTXt", [.. "parameters\0\0\0\0\0"u8, .. Encoding.UTF8.GetBytes(Unicode)]);
        Assert.True(Encode(ImageFormat.Png, Unicode).AsSpan().IndexOf(expected) > 0);
    }

    [Theory]
    [InlineData(ImageFormat.Png, "XML:com.adobe.xmp\0\0\0\0\0")]
    [InlineData(ImageFormat.Jpeg, "http://ns.adobe.com/xap/1.0/\0")]
    [InlineData(ImageFormat.Webp, "XMP ")]
    public void The_packet_names_the_iptc_term(ImageFormat format, string container)
    {
        var text = Encoding.Latin1.GetString(Encode(format, Latin));
        Assert.Contains(container, text, StringComparison.Ordinal);
        Assert.Contains(
            "DigitalSourceType=\"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\"", text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Compressed_texts_of_other_programs_are_read_and_bombs_are_not()
    {
        Assert.Equal("hello", Recipe("zTXt", [.. "parameters\0\0"u8, .. Deflate("hello"u8)]));
        Assert.Equal("héllo", Recipe("iTXt", [.. "parameters\0\x1\0en\0x\0"u8, .. Deflate("héllo"u8)]));
        Assert.Null(Recipe("zTXt", [.. "parameters\0\0"u8, .. Deflate(new byte[64 << 20])]));
        Assert.Null(Recipe("zTXt", [.. "parameters\0\0"u8, 1, 2, 3]));
        Assert.Null(Recipe("iTXt", [.. "parameters\0\0"u8]));
    }

    [Fact]
    public void A_little_endian_comment_is_read()
    {
        byte[] exif =
        [
            .. "Exif\0\0II*\0"u8, 8, 0, 0, 0,
            1, 0, 0x69, 0x87, 4, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0,
            1, 0, 0x86, 0x92, 7, 0, 12, 0, 0, 0, 44, 0, 0, 0, 0, 0, 0, 0,
            .. "UNICODE\0"u8, (byte)'h', 0, (byte)'i', 0,
        ];
        var file = ImageEncoder.Encode(Drawing.Gradient(9, 9), ImageFormat.Jpeg);
        byte[] withExif = [.. file.AsSpan(0, 2), 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. file.AsSpan(2)];
        Assert.Equal("hi", ImageDecoder.ReadMetadata(withExif, "it").Recipe);
    }

    [Fact]
    public void A_recipe_too_long_for_a_jpeg_is_refused_with_a_way_out()
    {
        var error = Assert.Throws<ImageException>(() => Encode(ImageFormat.Jpeg, new string('x', 40_000)));
        Assert.Contains("PNG", error.Message, StringComparison.Ordinal);
    }

    static byte[] Encode(ImageFormat format, string recipe) =>
        ImageEncoder.Encode(
            Drawing.Gradient(16, 16), format, new EncodeOptions { Metadata = new ImageMetadata(recipe, true) });

    static string? Recipe(string type, byte[] content)
    {
        var file = ImageEncoder.Encode(Drawing.Gradient(3, 3), ImageFormat.Png);
        byte[] withText = [.. file.AsSpan(0, 33), .. Drawing.PngChunk(type, content), .. file.AsSpan(33)];
        return ImageDecoder.ReadMetadata(withText, "it").Recipe;
    }

    static byte[] Deflate(ReadOnlySpan<byte> content)
    {
        var target = new MemoryStream();
        using (var stream = new ZLibStream(target, CompressionLevel.Fastest))
            stream.Write(content);
        return target.ToArray();
    }
}
