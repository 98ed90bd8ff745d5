namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>A right factor (depth, columns) stored as its transpose, column by column, packed as it is read.</summary>
/// <param name="values">Element (d, c) at [c * stride + d].</param>
/// <param name="stride">Floats from column to column.</param>
/// <param name="columns">Number of columns.</param>
/// <param name="panelWidth">Columns of a panel.</param>
readonly unsafe struct TransposedRight(float* values, int stride, int columns, int panelWidth) : IRight
{
    public bool IsReady => false;

    public float* Panel(int panel, int start, int depth, float* scratch)
    {
        var first = panel * panelWidth;
        var count = Math.Min(panelWidth, columns - first);
        if (count < panelWidth)
            new Span<float>(scratch, depth * panelWidth).Clear();
        for (var c = 0; c < count; c++)
        {
            var source = values + (long)(first + c) * stride + start;
            for (var d = 0; d < depth; d++)
                scratch[d * panelWidth + c] = source[d];
        }
        return scratch;
    }

    // It is read once, in order, and packed: the processor sees that coming by itself.
    public float* Next(int panel, int start) => null;
}
