namespace Mezzotint.Diffusion.Pipelines;

/// <summary>A picture of 8 bits a channel.</summary>
public sealed record Picture
{
    /// <summary>A picture of the given pixels.</summary>
    /// <param name="width">In pixels, at least 1.</param>
    /// <param name="height">In pixels, at least 1.</param>
    /// <param name="rgb">Red, green, blue of each pixel, row by row: 3 width height bytes.</param>
    /// <exception cref="ArgumentException">The number of bytes is not that of the size.</exception>
    public Picture(int width, int height, byte[] rgb)
    {
        if (width < 1 || height < 1 || rgb.LongLength != 3L * width * height)
            throw new ArgumentException(
                $"A picture of {width} x {height} pixels takes {3L * width * height} bytes, {rgb.LongLength} were "
                + "given.");
        (Width, Height, Rgb) = (width, height, rgb);
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>Red, green, blue of each pixel, row by row.</summary>
    public byte[] Rgb { get; }
}
