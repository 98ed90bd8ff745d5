using Mezzotint.Imaging.Metadata;
using Mezzotint.Imaging.Vips;

namespace Mezzotint.Imaging;

/// <summary>Reads picture files: PNG, JPEG, WebP and AVIF, known by their content and by nothing else.</summary>
public static class ImageDecoder
{
    /// <summary>The largest file that is read at all.</summary>
    public const long MaxFileBytes = 256L << 20;

    static readonly DecodeOptions Default = new();

    /// <summary>Decodes a picture file.</summary>
    /// <exception cref="ImageException">It cannot be read, is no picture, is damaged, truncated or too
    /// large.</exception>
    public static Pixels DecodeFile(string path, DecodeOptions? options = null) =>
        Decode(ReadFile(path), path, options);

    /// <summary>Decodes a picture: first page or frame, upright as its orientation tag says, in sRGB.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="options">Limits and layout.</param>
    /// <exception cref="ImageException">It is no picture, is damaged, truncated or too large.</exception>
    public static Pixels Decode(byte[] file, string name, DecodeOptions? options = null)
    {
        options ??= Default;
        return Open(file, name, options.MaxPixels, picture => Convert(picture, options.Layout));
    }

    /// <summary>Width and height as the file's header says, before it is turned upright; nothing is decoded.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="ImageException">It is no picture, or is damaged.</exception>
    public static (int Width, int Height) ReadSize(byte[] file, string name) =>
        Open(file, name, long.MaxValue, picture => (picture.Width, picture.Height));

    /// <summary>What a picture file says about how it was made.</summary>
    /// <exception cref="ImageException">It cannot be read, or is no picture.</exception>
    public static ImageMetadata ReadMetadata(string path) => ReadMetadata(ReadFile(path), path);

    /// <summary>What a picture file says about how it was made.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="ImageException">It is no picture.</exception>
    public static ImageMetadata ReadMetadata(byte[] file, string name)
    {
        switch (Format(file, name))
        {
            case ImageFormat.Png:
                return PngChunks.Read(file);
            case ImageFormat.Jpeg:
                return JpegSegments.Read(file);
            case ImageFormat.Webp:
                return WebpChunks.Read(file);
            default:
                return Open(file, name, Default.MaxPixels, picture => Xmp.Read(picture.Blob("xmp-data")));
        }
    }

    static T Open<T>(byte[] file, string name, long maxPixels, Func<VipsImage, T> read)
    {
        // Only these four loaders are ever built: libvips would try many more, some of them for hostile formats.
        var loader = Format(file, name) switch
        {
            ImageFormat.Png => "pngload_buffer",
            ImageFormat.Jpeg => "jpegload_buffer",
            ImageFormat.Webp => "webpload_buffer",
            _ => "heifload_buffer",
        };
        try
        {
            using var picture = VipsImage.Make(loader, ("buffer", file), ("fail-on", "error"));
            if ((long)picture.Width * picture.Height > maxPixels)
                throw new ImageException(
                    $"{name} is {picture.Width} x {picture.Height} pixels large, at most {maxPixels / 1e6:0.#} million "
                        + "are "
                    + "read: make it smaller.");
            return read(picture);
        }
        catch (VipsException error)
        {
            throw new ImageException($"{name} cannot be decoded: it is damaged or truncated. ({error.Message})", error);
        }
    }

    static ImageFormat Format(byte[] file, string name) =>
        ImageFormats.Recognise(file.AsSpan(0, Math.Min(file.Length, ImageFormats.SignatureBytes)))
        ?? throw new ImageException($"{name} is no picture that can be read: give a PNG, JPEG, WebP or AVIF file.");

    static Pixels Convert(VipsImage picture, PixelLayout layout)
    {
        using var upright = picture.Then("autorot");
        using var coloured = ToSrgb(upright);
        using var flat = layout == PixelLayout.Rgba || !coloured.HasAlpha ? coloured.Then("copy")
            : coloured.Then("flatten", ("background", layout == PixelLayout.Grey ? "0" : "255"));
        using var laidOut = layout switch
        {
            PixelLayout.Grey => flat.Then("colourspace", ("space", "b-w")),
            PixelLayout.Rgba when !flat.HasAlpha => flat.Then("addalpha"),
            _ => flat.Then("copy"),
        };
        using var bytes = laidOut.Then("cast", ("format", "uchar"));
        return new Pixels(bytes.Width, bytes.Height, bytes.Bands, bytes.ToSamples());
    }

    /// <summary>
    /// By the embedded profile where there is one that can be used, else by the kind of its channels.
    /// </summary>
    static VipsImage ToSrgb(VipsImage picture)
    {
        if (picture.Has("icc-profile-data"))
            try
            {
                return picture.Then("icc_transform", ("output-profile", "srgb"), ("embedded", true));
            }
            catch (VipsException)
            {
                // A broken profile does not make the pixels unreadable: go by the kind of the channels.
            }
        return picture.Then("colourspace", ("space", "srgb"));
    }

    /// <summary>The bytes of a picture file.</summary>
    /// <exception cref="ImageException">It is missing, unreadable or larger than <see
    /// cref="MaxFileBytes"/>.</exception>
    public static byte[] ReadFile(string path)
    {
        try
        {
            var size = new FileInfo(path).Length;
            return size <= MaxFileBytes ? File.ReadAllBytes(path)
                : throw new ImageException(
                    $"{path} has {size} bytes, at most {MaxFileBytes} are read: make it smaller.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageException($"There is no file {path}: check the name.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"{path} cannot be read: {error.Message}", error);
        }
    }
}
