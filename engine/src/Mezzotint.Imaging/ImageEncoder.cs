using Mezzotint.Imaging.Metadata;
using Mezzotint.Imaging.Vips;

namespace Mezzotint.Imaging;

/// <summary>Writes picture files. The same pixels, options and libvips give the same bytes.</summary>
public static class ImageEncoder
{
    /// <summary>Encodes a picture.</summary>
    /// <exception cref="ImageException">The encoder refused it, or its metadata is too long for the format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quality is not 1 to 100.</exception>
    public static byte[] Encode(Pixels pixels, ImageFormat format, EncodeOptions? options = null)
    {
        options ??= new EncodeOptions();
        if (options.Quality is < 1 or > 100)
            throw new ArgumentOutOfRangeException(
                nameof(options), $"The quality is {options.Quality}, it must be 1 to 100.");
        try
        {
            using var picture = VipsImage.FromSamples(pixels.Samples, pixels.Width, pixels.Height, pixels.Channels);
            return format switch
            {
                ImageFormat.Png => PngChunks.Insert(picture.Save("pngsave_buffer"), options.Metadata),
                ImageFormat.Jpeg => JpegSegments.Insert(SaveJpeg(picture, options), options.Metadata),
                ImageFormat.Webp => WebpChunks.Insert(SaveWebp(picture, options), options.Metadata, pixels),
                _ => SaveAvif(picture, options),
            };
        }
        catch (VipsException error)
        {
            throw new ImageException(
                $"A picture of {pixels.Width} x {pixels.Height} pixels cannot be written as {format}: "
                    + $"{error.Message}", error);
        }
    }

    static byte[] SaveJpeg(VipsImage picture, EncodeOptions options)
    {
        using var opaque = picture.HasAlpha ? picture.Then("flatten", ("background", "255")) : picture.Then("copy");
        return opaque.Save("jpegsave_buffer", ("Q", options.Quality), ("optimize-coding", true));
    }

    static byte[] SaveWebp(VipsImage picture, EncodeOptions options) =>
        picture.Save("webpsave_buffer", ("Q", options.Quality), ("lossless", options.IsLossless));

    static byte[] SaveAvif(VipsImage picture, EncodeOptions options)
    {
        using var marked = options.Metadata is { } metadata
            ? picture.WithBlob("xmp-data", Xmp.Write(metadata, withRecipe: true)) : picture.Then("copy");
        return marked.Save(
            "heifsave_buffer", ("Q", options.Quality), ("lossless", options.IsLossless), ("compression", "av1"),
            ("effort", 2));
    }
}
