using Mezzotint.Imaging.Vips;

namespace Mezzotint.Imaging;

/// <summary>Makes pictures larger and smaller.</summary>
public static class ImageScaler
{
    /// <summary>A picture at another size, by Lanczos's kernel of three lobes.</summary>
    /// <param name="pixels">The picture.</param>
    /// <param name="width">At least 1.</param>
    /// <param name="height">At least 1.</param>
    public static Pixels Resize(Pixels pixels, int width, int height)
    {
        var scale = (double)width / pixels.Width;
        var verticalScale = (double)height / pixels.Height;
        using var picture = VipsImage.FromSamples(pixels.Samples, pixels.Width, pixels.Height, pixels.Channels);
        // Colours are weighed by their alpha, or what is transparent would bleed into what is not.
        using var weighed = picture.Then(picture.HasAlpha ? "premultiply" : "copy");
        using var resized = weighed.Then("resize", ("scale", scale), ("vscale", verticalScale), ("kernel", "lanczos3"));
        using var plain = resized.Then(picture.HasAlpha ? "unpremultiply" : "copy");
        using var rounded = plain.Then("round", ("round", "rint"));
        using var bytes = rounded.Then("cast", ("format", "uchar"));
        return new Pixels(bytes.Width, bytes.Height, bytes.Bands, bytes.ToSamples());
    }
}
