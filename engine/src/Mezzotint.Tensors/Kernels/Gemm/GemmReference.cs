namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>The matrix product one element at a time: the definition that the fast one is tested against.</summary>
/// <remarks>Sums in <see cref="double"/> so that it, and not the kernel under test, is the trusted side.</remarks>
static class GemmReference
{
    /// <summary>y[m, n] = sum_k a[m, k] b[k, n] + bias[n] + add[m, n].</summary>
    /// <param name="a">(rows, depth), or (depth, rows) when <paramref name="shape"/> says transposed.</param>
    /// <param name="b">(depth, columns), or (columns, depth) when transposed.</param>
    /// <param name="bias">(columns), or empty.</param>
    /// <param name="add">(rows, columns), or empty.</param>
    /// <param name="y">(rows, columns). May not overlap a or b.</param>
    /// <param name="shape">The three lengths and which factors are stored transposed.</param>
    public static void Run(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, ReadOnlySpan<float> add,
        Span<float> y, GemmShape shape)
    {
        var (rows, columns, depth) = (shape.Rows, shape.Columns, shape.Depth);
        for (var m = 0; m < rows; m++)
            for (var n = 0; n < columns; n++)
            {
                double sum = bias.IsEmpty ? 0 : bias[n];
                for (var k = 0; k < depth; k++)
                    sum += (double)a[shape.IsLeftTransposed ? k * rows + m : m * depth + k]
                        * b[shape.IsRightTransposed ? n * depth + k : k * columns + n];
                y[m * columns + n] = (float)(sum + (add.IsEmpty ? 0 : add[m * columns + n]));
            }
    }
}
