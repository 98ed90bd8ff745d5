using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Masks;

/// <summary>A table of vectors for the places of a square grid, read at another grid's places.</summary>
static class PositionTable
{
    /// <summary>Keys 1981's free number, as PyTorch has it.</summary>
    const double A = -0.75;

    /// <summary>The table at another size, by cubic convolution: Keys 1981, eq. 4, edges repeated.</summary>
    /// <param name="table">(1 + n n, width): a vector of its own, then those of the grid row by row.</param>
    /// <param name="height">Rows of the new grid.</param>
    /// <param name="width">Columns of the new grid.</param>
    /// <returns>(1 + height width, width).</returns>
    public static Tensor At(Tensor table, int height, int width)
    {
        var edge = (int)Math.Sqrt(table.Shape[0] - 1);
        if ((height, width) == (edge, edge))
            return table;
        var channels = table.Shape[1];
        var result = new Tensor(new Shape(1 + height * width, channels));
        table.Rows(0, 1).Span.CopyTo(result.Span);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var target = result.Rows(1 + y * width + x, 1).Span;
                foreach (var (row, down) in Taps(y, edge, height))
                    foreach (var (column, across) in Taps(x, edge, width))
                    {
                        var source = table.Rows(1 + row * edge + column, 1).Span;
                        for (var c = 0; c < channels; c++)
                            target[c] += (float)(down * across) * source[c];
                    }
            }
        return result;
    }

    /// <summary>The four places around a new one, and their shares.</summary>
    static IEnumerable<(int Index, double Share)> Taps(int index, int from, int to)
    {
        var at = (index + 0.5) * from / to - 0.5;
        var first = (int)Math.Floor(at);
        for (var i = first - 1; i <= first + 2; i++)
            yield return (Math.Clamp(i, 0, from - 1), Share(Math.Abs(at - i)));
    }

    static double Share(double distance) => distance <= 1
        ? ((A + 2) * distance - (A + 3)) * distance * distance + 1
        : ((A * distance - 5 * A) * distance + 8 * A) * distance - 4 * A;
}
