using Mezzotint.Imaging;

namespace Mezzotint.Server.Images;

/// <summary>The small picture by which lists show a large one.</summary>
static class Thumbnail
{
    public const string MediaType = "image/webp";

    const int SideMax = 384;
    const int Quality = 80;

    /// <summary>
    /// A WebP of at most 384 pixels a side, never larger than the picture; null for what cannot be decoded.
    /// </summary>
    public static byte[]? Of(byte[] file)
    {
        try
        {
            var pixels = ImageDecoder.Decode(file, "The picture");
            var scale = (double)SideMax / Math.Max(pixels.Width, pixels.Height);
            var small = scale >= 1 ? pixels : ImageScaler.Resize(
                pixels, Side(pixels.Width * scale), Side(pixels.Height * scale));
            return ImageEncoder.Encode(small, ImageFormat.Webp, new EncodeOptions { Quality = Quality });
        }
        catch (ImageException)
        {
            return null; // the picture is kept as it came; lists show it whole
        }
    }

    static int Side(double length) => Math.Max(1, (int)Math.Round(length));
}
