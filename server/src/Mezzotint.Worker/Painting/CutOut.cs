using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Imaging;

namespace Mezzotint.Worker.Painting;

/// <summary>A picture whose pixels are as opaque as a mask says.</summary>
public static class CutOut
{
    /// <summary>Four channels: the picture's colours, the mask as alpha.</summary>
    /// <param name="picture">The colours.</param>
    /// <param name="levels">0 for transparent to 255 for opaque, for each pixel.</param>
    public static Pixels Make(Picture picture, byte[] levels)
    {
        var samples = new byte[levels.Length * 4];
        for (var i = 0; i < levels.Length; i++)
        {
            picture.Rgb.AsSpan(i * 3, 3).CopyTo(samples.AsSpan(i * 4));
            samples[i * 4 + 3] = levels[i];
        }
        return new Pixels(picture.Width, picture.Height, 4, samples);
    }
}
