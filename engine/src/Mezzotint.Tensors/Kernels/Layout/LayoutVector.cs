namespace Mezzotint.Tensors.Kernels.Layout;

/// <summary>Moving elements about in runs and in squares that fit into cache lines.</summary>
static class LayoutVector
{
    const int Square = 16;

    /// <summary>
    /// As <see cref="LayoutReference.Transpose"/>, square by square so that both sides use whole cache lines.
    /// </summary>
    public static void Transpose(ReadOnlySpan<float> x, Span<float> y, int rows, int columns)
    {
        for (var start = 0; start < x.Length; start += rows * columns)
            for (var r = 0; r < rows; r += Square)
                for (var c = 0; c < columns; c += Square)
                    TransposeSquare(
                        x.Slice(start, rows * columns), y.Slice(start, rows * columns), (r, rows), (c, columns));
    }

    static void TransposeSquare(
        ReadOnlySpan<float> x, Span<float> y, (int First, int Length) rows, (int First, int Length) columns)
    {
        var lastColumn = Math.Min(columns.First + Square, columns.Length);
        for (var r = rows.First; r < Math.Min(rows.First + Square, rows.Length); r++)
            for (var c = columns.First; c < lastColumn; c++)
                y[c * rows.Length + r] = x[r * columns.Length + c];
    }
}
