namespace Mezzotint.Imaging;

/// <summary>Knows formats by their first bytes, names, extensions and media types.</summary>
public static class ImageFormats
{
    /// <summary>Bytes at the start of a file that are enough to know its format.</summary>
    public const int SignatureBytes = 32;

    /// <summary>The format that the first bytes of a file show, or null for anything that is not read here.</summary>
    public static ImageFormat? Recognise(ReadOnlySpan<byte> start)
    {
        if (start is [0x89, .. var rest] && rest.StartsWith("PNG\r\n\x1A\n"u8))
            return ImageFormat.Png;
        if (start is [0xFF, 0xD8, 0xFF, ..])
            return ImageFormat.Jpeg;
        if (start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8))
            return ImageFormat.Webp;
        // ISO base media: a box "ftyp" whose brand is avif, or mif1 with avif among the compatible ones.
        if (start.Length >= 12 && start[4..].StartsWith("ftyp"u8) && start[8..].IndexOf("avif"u8) >= 0)
            return ImageFormat.Avif;
        return null;
    }

    /// <summary>The usual extension, with its dot.</summary>
    public static string Extension(this ImageFormat format) => format switch
    {
        ImageFormat.Png => ".png",
        ImageFormat.Jpeg => ".jpg",
        ImageFormat.Webp => ".webp",
        _ => ".avif",
    };

    /// <summary>The media type, such as <c>image/png</c>.</summary>
    public static string MediaType(this ImageFormat format) => $"image/{Name(format)}";

    /// <summary>The format of this name or extension: png, jpeg or jpg, webp, avif; or null.</summary>
    public static ImageFormat? Parse(string name) => name.TrimStart('.').ToLowerInvariant() switch
    {
        "png" => ImageFormat.Png,
        "jpeg" or "jpg" => ImageFormat.Jpeg,
        "webp" => ImageFormat.Webp,
        "avif" => ImageFormat.Avif,
        _ => null,
    };

    static string Name(ImageFormat format) => format.ToString().ToLowerInvariant();
}
