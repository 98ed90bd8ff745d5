namespace Mezzotint.Training.Autograd.Kernels;

/// <summary>Gradient of the row softmax.</summary>
static class SoftmaxGradient
{
    /// <summary>dy[r, c] becomes factor y[r, c] (dy[r, c] - sum_k y[r, k] dy[r, k]).</summary>
    /// <param name="y">The softmax's result, rows of <paramref name="columns"/>.</param>
    /// <param name="dy">Its gradient, overwritten by that of the argument.</param>
    /// <param name="columns">Length of a row.</param>
    /// <param name="factor">What the argument was scaled by.</param>
    public static void Run(ReadOnlySpan<float> y, Span<float> dy, int columns, float factor = 1)
    {
        for (var start = 0; start < y.Length; start += columns)
        {
            var p = y.Slice(start, columns);
            var d = dy.Slice(start, columns);
            RowVector.ShiftAndMultiply(p, d, RowVector.Dot(p, d), factor);
        }
    }
}
