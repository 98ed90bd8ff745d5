using Mezzotint.Imaging;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Mezzotint.Server.Uploads;

/// <summary>A picture from outside, made anew: a PNG of its pixels, upright, in sRGB; all else is dropped.</summary>
/// <param name="File">The PNG.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
sealed record CleanPicture(byte[] File, int Width, int Height)
{
    const long PixelsMax = 64_000_000;
    const byte Opaque = 255;
    const string Name = "The upload";

    /// <summary>Decoding the largest takes half a gigabyte for some seconds: one at a time.</summary>
    static readonly SemaphoreSlim Turn = new(1);

    /// <summary>Cleans a file. Its size is known from its header before anything is decoded.</summary>
    /// <returns>The picture, or what is wrong with it.</returns>
    public static async Task<(CleanPicture? Picture, Problem? Fault)> OfAsync(
        byte[] file, CancellationToken cancellation)
    {
        await Turn.WaitAsync(cancellation);
        try
        {
            var (width, height) = ImageDecoder.ReadSize(file, Name);
            if ((long)width * height > PixelsMax)
                return (null, new Problem(StatusCodes.Status413PayloadTooLarge, "too_many_pixels",
                    $"The picture has {width} x {height} pixels, at most {PixelsMax:N0} are read: make it smaller."));
            var pixels = ImageDecoder.Decode(file, Name,
                new DecodeOptions { MaxPixels = PixelsMax, Layout = PixelLayout.Rgba });
            return (new CleanPicture(
                ImageEncoder.Encode(WithoutIdleAlpha(pixels), ImageFormat.Png), pixels.Width, pixels.Height), null);
        }
        catch (ImageException error)
        {
            return (null, new Problem(
                StatusCodes.Status422UnprocessableEntity, "picture_unreadable", error.Message));
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>Three channels where all of the fourth is opaque.</summary>
    static Pixels WithoutIdleAlpha(Pixels pixels)
    {
        var from = pixels.Samples;
        for (var at = 3; at < from.Length; at += 4)
            if (from[at] != Opaque)
                return pixels;
        var colours = new byte[from.Length / 4 * 3];
        for (int at = 0, to = 0; at < from.Length; at += 4, to += 3)
            (colours[to], colours[to + 1], colours[to + 2]) = (from[at], from[at + 1], from[at + 2]);
        return new Pixels(pixels.Width, pixels.Height, 3, colours);
    }
}
