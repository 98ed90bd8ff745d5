namespace Mezzotint.Diffusion.Pipelines;

/// <summary>Says which pixels of a picture are to be painted anew.</summary>
public sealed record Mask
{
    /// <summary>A mask of the given levels.</summary>
    /// <param name="width">In pixels, at least 1.</param>
    /// <param name="height">In pixels, at least 1.</param>
    /// <param name="levels">For each pixel, row by row: 0 keeps it, 255 paints it anew, between mixes both.</param>
    /// <exception cref="ArgumentException">The number of levels is not that of the size.</exception>
    public Mask(int width, int height, byte[] levels)
    {
        if (width < 1 || height < 1 || levels.LongLength != (long)width * height)
            throw new ArgumentException(
                $"A mask of {width} x {height} pixels takes {(long)width * height} bytes, {levels.LongLength} were "
                + "given.");
        (Width, Height, Levels) = (width, height, levels);
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>For each pixel, row by row: 0 keeps it, 255 paints it anew.</summary>
    public byte[] Levels { get; }
}
