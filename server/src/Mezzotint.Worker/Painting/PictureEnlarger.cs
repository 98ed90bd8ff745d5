using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;

namespace Mezzotint.Worker.Painting;

/// <summary>Makes pictures larger, what is transparent in them included.</summary>
public static class PictureEnlarger
{
    /// <summary>Edge of a tile in pixels where nothing else is said.</summary>
    public const int DefaultTile = 256;

    const int Colours = 3;

    /// <summary>Colours through the network, what is transparent by Lanczos's kernel.</summary>
    /// <param name="upscaler">The network.</param>
    /// <param name="pixels">Four channels, the last how opaque they are.</param>
    /// <param name="tile">Edge of a tile, in pixels.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="cancellation">Looked at before each tile.</param>
    /// <returns>Three channels where all is opaque, else four.</returns>
    /// <exception cref="ArgumentException">The result would be too large.</exception>
    public static Pixels Enlarge(
        PictureUpscaler upscaler, Pixels pixels, int tile, Action<double> progress, CancellationToken cancellation)
    {
        var picture = new Picture(pixels.Width, pixels.Height, Channels(pixels, 0, Colours));
        var large = upscaler.Enlarge(picture, tile, new ShareReport(progress), cancellation);
        var alpha = Channels(pixels, Colours, 1);
        if (alpha.All(level => level == byte.MaxValue))
            return new Pixels(large.Width, large.Height, Colours, large.Rgb);
        var scaled = ImageScaler.Resize(new Pixels(pixels.Width, pixels.Height, 1, alpha), large.Width, large.Height);
        return CutOut.Make(large, scaled.Samples);
    }

    static byte[] Channels(Pixels pixels, int first, int count)
    {
        var samples = new byte[pixels.Width * pixels.Height * count];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = pixels.Samples[i / count * pixels.Channels + first + i % count];
        return samples;
    }

    sealed class ShareReport(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
