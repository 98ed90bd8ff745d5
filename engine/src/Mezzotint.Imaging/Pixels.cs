namespace Mezzotint.Imaging;

/// <summary>
/// A decoded picture: 8-bit sRGB samples, row by row from the top, the channels of a pixel side by side.
/// </summary>
public sealed class Pixels
{
    /// <summary>A picture of given samples.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1: grey; 3: red, green, blue; 4: those and alpha, not premultiplied.</param>
    /// <param name="samples">(height, width, channels). Not copied.</param>
    /// <exception cref="ArgumentException">Another number of channels or samples.</exception>
    public Pixels(int width, int height, int channels, byte[] samples)
    {
        if (width < 1 || height < 1 || channels is not (1 or 3 or 4)
            || samples.LongLength != (long)width * height * channels)
            throw new ArgumentException(
                $"{samples.Length} samples do not make {width} x {height} pixels of {channels} channels.");
        Width = width;
        Height = height;
        Channels = channels;
        Samples = samples;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>1, 3 or 4.</summary>
    public int Channels { get; }

    /// <summary>The samples, shape (height, width, channels).</summary>
    public byte[] Samples { get; }
}
