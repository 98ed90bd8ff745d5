namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>A picture of 8-bit sRGB pixels, row by row from the top, three bytes each.</summary>
public sealed class Picture
{
    /// <summary>A black picture.</summary>
    public Picture(int width, int height)
    {
        Width = width;
        Height = height;
        Pixels = new byte[width * height * 3];
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Red, green and blue of each pixel: (y * Width + x) * 3 is the red of column x in row y.</summary>
    public byte[] Pixels { get; }

    /// <summary>Writes the picture as the networks take it: planes (3, Height, Width) in [-1, 1].</summary>
    /// <param name="image">3 * Height * Width values, overwritten.</param>
    public void CopyTo(Span<float> image)
    {
        var count = Width * Height;
        for (var i = 0; i < count; i++)
        {
            image[i] = Pixels[i * 3] / 127.5f - 1;
            image[count + i] = Pixels[i * 3 + 1] / 127.5f - 1;
            image[2 * count + i] = Pixels[i * 3 + 2] / 127.5f - 1;
        }
    }
}
