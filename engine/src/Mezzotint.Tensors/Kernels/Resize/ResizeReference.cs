namespace Mezzotint.Tensors.Kernels.Resize;

/// <summary>Pictures at another size, one value at a time.</summary>
static class ResizeReference
{
    /// <summary>y[i, j] = x[i / factor, j / factor].</summary>
    /// <param name="x">(height, width, channels).</param>
    /// <param name="y">(height * factor, width * factor, channels).</param>
    /// <param name="width">Width of x.</param>
    /// <param name="channels">Channels of both.</param>
    /// <param name="factor">At least 1.</param>
    public static void Nearest(ReadOnlySpan<float> x, Span<float> y, int width, int channels, int factor)
    {
        var wide = width * factor;
        for (var i = 0; i < y.Length; i++)
        {
            var (row, column, c) = (i / channels / wide, i / channels % wide, i % channels);
            y[i] = x[(row / factor * width + column / factor) * channels + c];
        }
    }

    /// <summary>
    /// Linear interpolation between pixel centres: y's pixel i lies at (i + 1/2) in / out - 1/2 of x, kept within the
    /// picture.
    /// </summary>
    /// <param name="x">(height, width, channels).</param>
    /// <param name="y">(newHeight, newWidth, channels).</param>
    /// <param name="from">Height and width of x.</param>
    /// <param name="to">Height and width of y.</param>
    /// <param name="channels">Channels of both.</param>
    public static void Bilinear(
        ReadOnlySpan<float> x, Span<float> y, (int Height, int Width) from, (int Height, int Width) to, int channels)
    {
        for (var i = 0; i < to.Height; i++)
            for (var j = 0; j < to.Width; j++)
                for (var c = 0; c < channels; c++)
                {
                    var (top, bottom, v) = Position(i, from.Height, to.Height);
                    var (left, right, u) = Position(j, from.Width, to.Width);
                    var upper = x[(top * from.Width + left) * channels + c] * (1 - u)
                        + x[(top * from.Width + right) * channels + c] * u;
                    var lower = x[(bottom * from.Width + left) * channels + c] * (1 - u)
                        + x[(bottom * from.Width + right) * channels + c] * u;
                    y[(i * to.Width + j) * channels + c] = (float)(upper * (1 - v) + lower * v);
                }
    }

    /// <summary>The two neighbours of an output pixel along one dimension and the second one's share.</summary>
    public static (int First, int Second, double Share) Position(int index, int from, int to)
    {
        var at = Math.Clamp((index + 0.5) * from / to - 0.5, 0, from - 1);
        var first = (int)at;
        return (first, Math.Min(first + 1, from - 1), at - first);
    }
}
