namespace Mezzotint.Tensors.Kernels.Softmax;

/// <summary>Row softmax, one element at a time: the definition every faster kernel is tested against.</summary>
/// <remarks>Sums in <see cref="double"/> so that it, and not the kernel under test, is the trusted side.</remarks>
static class SoftmaxReference
{
    /// <summary>y[r, c] = exp(x[r, c] - max_r) / sum_c exp(x[r, c] - max_r).</summary>
    /// <param name="x">Logits, shape (rows, columns). Finite, or -inf for a masked key; a row may not be all
    /// -inf.</param>
    /// <param name="y">Probabilities, same shape. May be the same span as <paramref name="x"/>.</param>
    /// <param name="columns">Length of one row, at least 1.</param>
    public static void Run(ReadOnlySpan<float> x, Span<float> y, int columns)
    {
        for (var start = 0; start < x.Length; start += columns)
        {
            var row = x.Slice(start, columns);
            double max = double.NegativeInfinity, sum = 0;
            foreach (var value in row)
                max = Math.Max(max, value);
            foreach (var value in row)
                sum += Math.Exp(value - max);
            for (var c = 0; c < columns; c++)
                y[start + c] = (float)(Math.Exp(row[c] - max) / sum);
        }
    }
}
