namespace Mezzotint.Tensors.Kernels.Layout;

/// <summary>Moving elements about: the definition by indices. The engine's own copies runs of memory.</summary>
static class LayoutReference
{
    /// <summary>y[b, j, i] = x[b, i, j].</summary>
    /// <param name="x">(batch, rows, columns).</param>
    /// <param name="y">(batch, columns, rows); may not overlap x.</param>
    /// <param name="rows">Rows of one matrix.</param>
    /// <param name="columns">Columns of one matrix.</param>
    public static void Transpose(ReadOnlySpan<float> x, Span<float> y, int rows, int columns)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var (b, r, c) = (i / (rows * columns), i / columns % rows, i % columns);
            y[(b * columns + c) * rows + r] = x[i];
        }
    }
}
