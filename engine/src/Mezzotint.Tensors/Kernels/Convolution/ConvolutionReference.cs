namespace Mezzotint.Tensors.Kernels.Convolution;

/// <summary>Convolution as its definition says: the judge of the one that goes through the matrix product.</summary>
/// <remarks>Sums in <see cref="double"/>.</remarks>
static class ConvolutionReference
{
    /// <summary>
    /// y[b, i, j, o] = bias[o] + sum_{p, q, c} x[b, i s + p - top, j s + q - left, c] w[o, c, p, q], zeros outside.
    /// </summary>
    /// <param name="x">(B, H, W, in).</param>
    /// <param name="weight">(out, in, kernelHeight, kernelWidth).</param>
    /// <param name="bias">(out), or empty.</param>
    /// <param name="y">(B, H', W', out).</param>
    /// <param name="shape">All lengths.</param>
    public static void Run(
        ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Span<float> y,
        ConvolutionShape shape)
    {
        var next = 0;
        for (var b = 0; b < shape.Batch; b++)
            for (var i = 0; i < shape.OutputHeight; i++)
                for (var j = 0; j < shape.OutputWidth; j++)
                    for (var o = 0; o < shape.Outputs; o++)
                        y[next++] = (float)((bias.IsEmpty ? 0 : bias[o]) + Sum(x, weight, shape, (b, i, j, o)));
    }

    static double Sum(
        ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ConvolutionShape shape, (int B, int I, int J, int O) at)
    {
        double sum = 0;
        for (var p = 0; p < shape.KernelHeight; p++)
            for (var q = 0; q < shape.KernelWidth; q++)
            {
                var row = at.I * shape.Window.Stride + p - shape.Window.Top;
                var column = at.J * shape.Window.Stride + q - shape.Window.Left;
                if ((uint)row >= (uint)shape.Height || (uint)column >= (uint)shape.Width)
                    continue;
                for (var c = 0; c < shape.Inputs; c++)
                    sum += (double)x[((at.B * shape.Height + row) * shape.Width + column) * shape.Inputs + c]
                        * weight[((at.O * shape.Inputs + c) * shape.KernelHeight + p) * shape.KernelWidth + q];
            }
        return sum;
    }
}
