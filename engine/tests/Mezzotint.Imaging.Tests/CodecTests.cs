namespace Mezzotint.Imaging.Tests;

public sealed class CodecTests
{
    [Theory]
    [InlineData(ImageFormat.Png, 0)]
    [InlineData(ImageFormat.Jpeg, 2)]
    [InlineData(ImageFormat.Webp, 3)]
    [InlineData(ImageFormat.Avif, 4)]
    public void A_picture_comes_back_within_what_its_format_loses(ImageFormat format, double allowed)
    {
        var pixels = Drawing.Gradient(63, 41);
        var file = ImageEncoder.Encode(pixels, format);
        Assert.Equal(format, ImageFormats.Recognise(file));
        Assert.InRange(Drawing.Distance(pixels, ImageDecoder.Decode(file, "it")), 0, allowed);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Webp)]
    public void Lossless_formats_keep_alpha_exactly(ImageFormat format)
    {
        var pixels = Drawing.Gradient(20, 10, 4);
        pixels.Samples[^1] = 3; // colour under alpha 0 may be lost by WebP
        for (var i = 0; i < pixels.Samples.Length; i += 4)
            pixels.Samples[i + 3] = Math.Max((byte)1, pixels.Samples[i + 3]);
        var file = ImageEncoder.Encode(pixels, format, new EncodeOptions { IsLossless = true });
        Assert.Equal(pixels.Samples, Decode(file, PixelLayout.Rgba).Samples);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Webp)]
    [InlineData(ImageFormat.Avif)]
    public void The_same_picture_gives_the_same_bytes(ImageFormat format)
    {
        var options = new EncodeOptions { Metadata = new ImageMetadata("a house", true) };
        Assert.Equal(
            ImageEncoder.Encode(Drawing.Gradient(33, 17), format, options),
            ImageEncoder.Encode(Drawing.Gradient(33, 17), format, options));
    }

    [Fact]
    public void A_lower_quality_makes_a_smaller_file()
    {
        var pixels = ImageScaler.Resize(Noise(32), 128, 128);
        Assert.True(Size(30) < Size(95));
        int Size(int quality) =>
            ImageEncoder.Encode(pixels, ImageFormat.Jpeg, new EncodeOptions { Quality = quality }).Length;
    }

    [Fact]
    public void What_is_transparent_becomes_white_in_a_picture_and_black_in_a_mask()
    {
        var file = ImageEncoder.Encode(new Pixels(2, 1, 4, [10, 20, 30, 0, 10, 20, 30, 255]), ImageFormat.Png);
        Assert.Equal([255, 255, 255, 10, 20, 30], Decode(file, PixelLayout.Rgb).Samples);
        var mask = Decode(file, PixelLayout.Grey);
        Assert.Equal(1, mask.Channels);
        Assert.Equal(0, mask.Samples[0]);
        Assert.InRange(mask.Samples[1], 15, 24);
    }

    [Fact]
    public void Grey_pictures_become_three_equal_channels_and_opaque_ones_get_alpha()
    {
        var file = ImageEncoder.Encode(new Pixels(2, 1, 1, [7, 200]), ImageFormat.Png);
        Assert.Equal([7, 7, 7, 200, 200, 200], Decode(file, PixelLayout.Rgb).Samples);
        Assert.Equal([7, 7, 7, 255, 200, 200, 200, 255], Decode(file, PixelLayout.Rgba).Samples);
        Assert.Equal([7, 200], Decode(file, PixelLayout.Grey).Samples);
    }

    [Fact]
    public void An_orientation_tag_is_followed()
    {
        var upright = ImageEncoder.Encode(Drawing.Gradient(16, 8), ImageFormat.Jpeg);
        // Exif with one entry in its first directory: tag 0x0112 orientation, SHORT, 1, value 6.
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0,
            0, 0, 0, 0,
        ];
        var turned = Decode([.. upright.AsSpan(0, 2), .. exif, .. upright.AsSpan(2)], PixelLayout.Rgb);
        Assert.Equal((8, 16), (turned.Width, turned.Height));
        Assert.True(turned.Samples[1] > 200,
            "The lower left corner, which is green, must have come to the upper left.");
    }

    [Theory]
    [InlineData(100_000, 100_000, "is 100000 x 100000 pixels")]
    [InlineData(8_193, 8_193, "is 8193 x 8193 pixels")]
    [InlineData(uint.MaxValue, uint.MaxValue, "cannot be decoded")]
    [InlineData(0, 5, "cannot be decoded")]
    public void A_png_that_claims_too_many_pixels_is_refused_at_once(uint width, uint height, string expected)
    {
        var error = Assert.Throws<ImageException>(() =>
            ImageDecoder.Decode(Drawing.EmptyPng(width, height), "bomb.png"));
        Assert.Contains("bomb.png " + expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_size_that_a_header_says_is_read_without_the_pixels()
    {
        Assert.Equal((100_000, 90_000), ImageDecoder.ReadSize(Drawing.EmptyPng(100_000, 90_000), "bomb.png"));
        foreach (var format in Enum.GetValues<ImageFormat>())
            Assert.Equal((40, 30), ImageDecoder.ReadSize(ImageEncoder.Encode(Drawing.Gradient(40, 30), format), "a"));
        Assert.Throws<ImageException>(() => ImageDecoder.ReadSize([1, 2, 3], "a"));
    }

    [Fact]
    public void A_size_within_the_limit_is_named_when_it_is_beyond_the_callers()
    {
        var file = ImageEncoder.Encode(Drawing.Gradient(40, 30), ImageFormat.Png);
        var error = Assert.Throws<ImageException>(() =>
            ImageDecoder.Decode(file, "a.png", new DecodeOptions { MaxPixels = 1199 }));
        Assert.Contains("40 x 30", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Webp)]
    [InlineData(ImageFormat.Avif)]
    public void Truncated_files_are_refused_wherever_they_are_cut(ImageFormat format)
    {
        var file = ImageEncoder.Encode(ImageScaler.Resize(Noise(16), 64, 64), format);
        for (var length = 0; length < file.Length - 16; length += 1 + file.Length / 60)
        {
            var error = Assert.Throws<ImageException>(() => ImageDecoder.Decode(file[..length], "cut"));
            Assert.StartsWith("cut ", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("just text")]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>")]
    [InlineData("%PDF-1.7")]
    [InlineData("RIFF....WAVE")]
    public void What_is_no_picture_of_the_four_formats_is_refused(string content)
    {
        var error = Assert.Throws<ImageException>(
            () => ImageDecoder.Decode(System.Text.Encoding.UTF8.GetBytes(content), "x"));
        Assert.Contains("PNG, JPEG, WebP or AVIF", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_give_an_error_or_a_picture_and_never_a_crash()
    {
        foreach (var format in Enum.GetValues<ImageFormat>())
        {
            var file = ImageEncoder.Encode(Drawing.Gradient(24, 24), format, new() { Metadata = new("a, b: c", true) });
            for (var seed = 0; seed < 250; seed++)
            {
                var random = new Random(seed);
                var damaged = file.ToArray();
                for (var flips = random.Next(1, 8); flips > 0; flips--)
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                if (Record.Exception(() => ImageDecoder.Decode(damaged, "damaged")) is { } error)
                    Assert.IsType<ImageException>(error);
                if (Record.Exception(() => ImageDecoder.ReadMetadata(damaged, "damaged")) is { } second)
                    Assert.IsType<ImageException>(second);
            }
        }
    }

    [Fact]
    public void Missing_files_are_named() => Assert.Contains(
        "/nowhere/a.png", Assert.Throws<ImageException>(() => ImageDecoder.DecodeFile("/nowhere/a.png")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 7, 5)]
    [InlineData(3, 90, 33)]
    [InlineData(4, 11, 64)]
    public void Resizing_gives_the_size_asked_for_and_keeps_the_colours(int channels, int width, int height)
    {
        var resized = ImageScaler.Resize(Drawing.Gradient(48, 32, channels), width, height);
        Assert.Equal((width, height, channels), (resized.Width, resized.Height, resized.Channels));
        var expected = Drawing.Gradient(width, height, channels);
        if (channels == 3)
            Assert.InRange(Drawing.Distance(expected, resized), 0, 3);
    }

    [Fact]
    public void A_flat_picture_stays_flat_at_any_size()
    {
        var flat = new Pixels(5, 5, 4, [.. Enumerable.Range(0, 25).SelectMany(_ => new byte[] { 200, 100, 50, 128 })]);
        var resized = ImageScaler.Resize(flat, 13, 3);
        for (var i = 0; i < resized.Samples.Length; i++)
            Assert.InRange(resized.Samples[i], flat.Samples[i % 4] - 1, flat.Samples[i % 4] + 1);
    }

    static Pixels Decode(byte[] file, PixelLayout layout) =>
        ImageDecoder.Decode(file, "it", new DecodeOptions { Layout = layout });

    static Pixels Noise(int side)
    {
        var samples = new byte[side * side * 3];
        new Random(1).NextBytes(samples);
        return new Pixels(side, side, 3, samples);
    }
}
