using Mezzotint.Tensors;
using Mezzotint.Tensors.Kernels.Convolution;
using Mezzotint.Tensors.Kernels.Gemm;

namespace Mezzotint.Training.Autograd.Kernels;

/// <summary>Gradients of a convolution's picture; that of its kernel is in the convolution itself.</summary>
static unsafe class ConvolutionGradient
{
    [ThreadStatic]
    static float[]? _patches;

    /// <summary>
    /// At stride 1 the picture's gradient is a convolution of dy with the kernel turned about, taps and channels.
    /// </summary>
    /// <param name="dy">(B, H', W', out).</param>
    /// <param name="weight">The kernel packed by <see cref="PackedMatrix.ForInputGradient"/>.</param>
    /// <param name="dx">(B, H, W, in), overwritten, or added to.</param>
    /// <param name="adds">Whether it is added to.</param>
    /// <param name="shape">The forward convolution.</param>
    public static void RunDense(Tensor dy, PackedMatrix weight, Span<float> dx, bool adds, ConvolutionShape shape)
    {
        var (kh, kw, w) = (shape.KernelHeight, shape.KernelWidth, shape.Window);
        var window = new Window(1, kh - 1 - w.Top, kw - 1 - w.Left, kh - 1 - w.Bottom, kw - 1 - w.Right);
        var turned = new ConvolutionShape(
            dy.Shape, new Shape(shape.Inputs, shape.Outputs, kh, kw), window, "gradient of a convolution");
        ConvolutionVector.Run(dy.Span, weight, [], adds ? dx : [], dx, turned);
    }

    /// <summary>
    /// At a stride: gradients of whole patches by a product, each then added to the pixels it was copied from.
    /// </summary>
    /// <param name="dy">(B, H', W', out).</param>
    /// <param name="weight">(out, in, kernelHeight, kernelWidth).</param>
    /// <param name="dx">(B, H, W, in), added to.</param>
    /// <param name="shape">The forward convolution.</param>
    public static void AddStrided(Tensor dy, Tensor weight, Tensor dx, ConvolutionShape shape)
    {
        var kernel = new float[weight.Shape.Count];
        Reorder(weight.Span, kernel, shape.Outputs, shape.Inputs, shape.KernelHeight * shape.KernelWidth);
        var pixels = shape.OutputHeight * shape.OutputWidth;
        Threads.For(shape.Batch, b =>
        {
            if (_patches is null || _patches.Length < pixels * shape.PatchLength)
                _patches = GC.AllocateUninitializedArray<float>(pixels * shape.PatchLength);
            var patches = _patches.AsSpan(0, pixels * shape.PatchLength);
            GemmVector.Run(dy.Rows(b, 1).Span, kernel, [], [], patches,
                new GemmShape(pixels, shape.PatchLength, shape.Outputs));
            AddPatches(patches, dx.Rows(b, 1).Span, shape);
        });
    }

    /// <summary>Adds a kernel's gradient (out, taps, in) to one in the weight's layout (out, in, taps).</summary>
    public static void AddReordered(ReadOnlySpan<float> sum, Span<float> gradient, Shape weight)
    {
        var (inputs, taps) = (weight[1], weight[2] * weight[3]);
        fixed (float* ps = sum, pg = gradient)
        {
            var (from, to) = ((nint)ps, (nint)pg);
            Threads.For(weight[0], o =>
            {
                float* s = (float*)from + (long)o * inputs * taps, g = (float*)to + (long)o * inputs * taps;
                for (var t = 0; t < taps; t++)
                    for (var c = 0; c < inputs; c++)
                        g[c * taps + t] += s[t * inputs + c];
            });
        }
    }

    static void Reorder(ReadOnlySpan<float> weight, Span<float> kernel, int outputs, int inputs, int taps)
    {
        for (var o = 0; o < outputs; o++)
            for (var c = 0; c < inputs; c++)
                for (var t = 0; t < taps; t++)
                    kernel[(o * taps + t) * inputs + c] = weight[(o * inputs + c) * taps + t];
    }

    static void AddPatches(ReadOnlySpan<float> patches, Span<float> dx, in ConvolutionShape s)
    {
        for (var i = 0; i < s.OutputHeight; i++)
            for (var j = 0; j < s.OutputWidth; j++)
                for (var p = 0; p < s.KernelHeight; p++)
                    for (var q = 0; q < s.KernelWidth; q++)
                    {
                        var line = i * s.Window.Stride + p - s.Window.Top;
                        var column = j * s.Window.Stride + q - s.Window.Left;
                        if ((uint)line >= (uint)s.Height || (uint)column >= (uint)s.Width)
                            continue;
                        var patch = ((i * s.OutputWidth + j) * s.KernelHeight + p) * s.KernelWidth + q;
                        RowVector.Add(
                            patches.Slice(patch * s.Inputs, s.Inputs),
                            dx.Slice((line * s.Width + column) * s.Inputs, s.Inputs));
                    }
    }
}
