using Mezzotint.Imaging.Vips;

namespace Mezzotint.Imaging.Preprocessing;

/// <summary>Makes of a picture what a ControlNet was trained to see.</summary>
public static class ControlPicture
{
    /// <summary>How many times smaller a tile's picture is made before it is enlarged again.</summary>
    const int TileFactor = 4;

    /// <summary>Standard deviations in pixels of the two blurs whose difference shows strokes.</summary>
    const double FineSigma = 0.5;
    const double CoarseSigma = 5;

    /// <summary>How much darker than its surroundings a stroke is, in every colour.</summary>
    const int StrokeDepth = 16;

    const int Colours = 3;

    /// <summary>The picture that is shown to the network.</summary>
    /// <param name="picture">Three channels, of the size that is painted.</param>
    /// <param name="preprocessor">What the network was trained on.</param>
    /// <returns>Three channels, of the same size.</returns>
    public static Pixels Make(Pixels picture, Preprocessor preprocessor) => preprocessor switch
    {
        Preprocessor.Canny => FromMap(picture, CannyEdges.Find(picture)),
        Preprocessor.Scribble => FromMap(picture, Strokes(picture)),
        Preprocessor.Tile => Coarse(picture),
        _ => picture,
    };

    static Pixels FromMap(Pixels picture, byte[] map)
    {
        var samples = new byte[map.Length * Colours];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = map[i / Colours];
        return new Pixels(picture.Width, picture.Height, Colours, samples);
    }

    /// <summary>
    /// 255 where the picture is darker than around it: a difference of Gaussians, Winnemoeller et al. 2012, section 2.
    /// </summary>
    static byte[] Strokes(Pixels picture)
    {
        byte[] fine = Blurred(picture, FineSigma), coarse = Blurred(picture, CoarseSigma);
        var map = new byte[picture.Width * picture.Height];
        for (var i = 0; i < map.Length; i++)
        {
            var least = int.MaxValue;
            for (var c = 0; c < Colours; c++)
                least = Math.Min(least, coarse[i * Colours + c] - fine[i * Colours + c]);
            map[i] = least > StrokeDepth ? byte.MaxValue : (byte)0;
        }
        return map;
    }

    static byte[] Blurred(Pixels picture, double sigma)
    {
        using var image = VipsImage.FromSamples(picture.Samples, picture.Width, picture.Height, picture.Channels);
        using var blurred = image.Then("gaussblur", ("sigma", sigma));
        using var bytes = blurred.Then("cast", ("format", "uchar"));
        return bytes.ToSamples();
    }

    static Pixels Coarse(Pixels picture)
    {
        var small = ImageScaler.Resize(
            picture, Math.Max(1, picture.Width / TileFactor), Math.Max(1, picture.Height / TileFactor));
        return ImageScaler.Resize(small, picture.Width, picture.Height);
    }
}
