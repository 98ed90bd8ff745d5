using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Kernels.Winograd;

namespace Mezzotint.Tensors.Kernels.Convolution;

/// <summary>
/// Convolution by Winograd's tiles where they pay, else as a matrix product over patches copied into the cache as they
/// are needed.
/// </summary>
static unsafe class ConvolutionVector
{
    /// <summary>y = x * w + bias + add.</summary>
    /// <param name="x">(B, H, W, in).</param>
    /// <param name="weight">The kernel packed as (kernelHeight * kernelWidth * in, out).</param>
    /// <param name="bias">(out), or empty.</param>
    /// <param name="add">(B, H', W', out), or empty.</param>
    /// <param name="y">(B, H', W', out). May not overlap x.</param>
    /// <param name="shape">All lengths.</param>
    public static void Run(
        ReadOnlySpan<float> x, PackedMatrix weight, ReadOnlySpan<float> bias, ReadOnlySpan<float> add, Span<float> y,
        ConvolutionShape shape)
    {
        if (shape.IsPointwise)
        {
            GemmVector.Run(x, weight, bias, add, y);
            return;
        }
        fixed (float* px = x, pBias = bias, pAdd = add, py = y)
        {
            var product =
                new Product(shape.OutputPixels, shape.Outputs, shape.PatchLength, pBias, pAdd, py, shape.Outputs);
            if (WinogradShape.Pays(shape))
                fixed (float* transformed = weight.Winograd.Values)
                    WinogradVector.Run(px, transformed, product, new WinogradShape(shape));
            else if (WinogradShape.PaysInPanels(shape))
                WinogradPanels.Run(px, weight, product, new WinogradShape(shape));
            else
                GemmVector.Run(new PatchLeft(px, shape), new PackedRight(weight), product);
        }
    }

    /// <summary>
    /// The gradient of the kernel, added to <paramref name="gradient"/>: sum over pixels of dy[pixel, o] patch[pixel,
    /// tap, c].
    /// </summary>
    /// <param name="x">(B, H, W, in).</param>
    /// <param name="dy">(B, H', W', out).</param>
    /// <param name="gradient">(out, kernelHeight * kernelWidth, in): the taps before the inputs, unlike the
    /// weight.</param>
    /// <param name="shape">All lengths.</param>
    public static void AddWeightGradient(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> gradient, ConvolutionShape shape)
    {
        fixed (float* px = x, pdy = dy, pg = gradient)
            if (WinogradShape.PaysForGradient(shape))
                WinogradVector.AddWeightGradient(px, pdy, pg, new WinogradShape(shape));
            else
                GemmVector.Run(
                    new TransposedLeft(pdy, shape.Outputs), new PatchRight(px, shape, GemmVector.PanelWidth),
                    new Product(shape.Outputs, shape.PatchLength, shape.OutputPixels, null, pg, pg, shape.PatchLength));
    }
}
