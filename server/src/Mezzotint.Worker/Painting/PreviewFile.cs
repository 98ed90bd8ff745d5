using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;

namespace Mezzotint.Worker.Painting;

/// <summary>A picture in the making, small enough to be sent every second.</summary>
static class PreviewFile
{
    /// <summary>What kind of file it is.</summary>
    public const string MediaType = "image/webp";

    const int SideMax = 128;
    const int Quality = 60;

    /// <summary>A WebP of at most 128 pixels a side.</summary>
    public static byte[] Of(Picture picture)
    {
        var pixels = new Pixels(picture.Width, picture.Height, 3, picture.Rgb);
        var scale = (double)SideMax / Math.Max(picture.Width, picture.Height);
        var small = scale >= 1 ? pixels
            : ImageScaler.Resize(pixels, Side(picture.Width * scale), Side(picture.Height * scale));
        return ImageEncoder.Encode(small, ImageFormat.Webp, new EncodeOptions { Quality = Quality });
    }

    static int Side(double length) => Math.Max(1, (int)Math.Round(length));
}
