using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Winograd;

/// <summary>3x3 convolutions by tiles of 4x4 results, with a quarter of the direct method's multiplications.</summary>
/// <remarks>
/// The judge is <see cref="Convolution.ConvolutionReference"/>. The error is about 1.4 times that of direct summation.
/// Results do not depend on the number of threads.
/// </remarks>
static unsafe class WinogradVector
{
    /// <summary>Parts that a gradient's sum over tiles is cut into, whatever the number of threads.</summary>
    const int GradientParts = 4;

    /// <summary>Tiles summed at a time in a gradient.</summary>
    const int GradientTiles = 64;

    [ThreadStatic]
    static Storage? _sums;

    /// <summary>y = x * w + bias + add.</summary>
    /// <param name="x">(B, H, W, in).</param>
    /// <param name="kernel">The transformed kernel.</param>
    /// <param name="product">Bias, addend and result (B, H, W, out).</param>
    /// <param name="shape">Lengths.</param>
    public static void Run(float* x, float* kernel, Product product, WinogradShape shape)
    {
        if (LaneChoice.Selected == Lanes.Vector512)
            Run<MicroKernel12<Simd512, Vector512<float>>, Simd512, Vector512<float>>(x, kernel, product, shape);
        else
            Run<MicroKernel6<Simd256, Vector256<float>>, Simd256, Vector256<float>>(x, kernel, product, shape);
    }

    /// <summary>The gradient of the kernel, added to <paramref name="gradient"/>, (out, 9, in).</summary>
    public static void AddWeightGradient(float* x, float* dy, float* gradient, WinogradShape shape)
    {
        if (LaneChoice.Selected == Lanes.Vector512)
            AddWeightGradient<Simd512, Vector512<float>>(x, dy, gradient, shape);
        else
            AddWeightGradient<Simd256, Vector256<float>>(x, dy, gradient, shape);
    }

    static void Run<TKernel, TSimd, TVector>(float* x, float* kernel, Product product, WinogradShape shape)
        where TKernel : struct, IMicroKernel
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var perTask = shape.TilesPerTask(TKernel.Rows);
        Threads.For((shape.Tiles + perTask - 1) / perTask, task =>
        {
            var first = task * perTask;
            var count = Math.Min(perTask, shape.Tiles - first);
            if (shape.Convolution.Inputs <= 64)
                Compute<Rows64, TKernel, TSimd, TVector>(x, kernel, product, shape, first, count);
            else
                Compute<Rows128, TKernel, TSimd, TVector>(x, kernel, product, shape, first, count);
        });
    }

    static void Compute<TLayout, TKernel, TSimd, TVector>(
        float* x, float* kernel, Product product, WinogradShape shape, int first, int count)
        where TLayout : struct, ITileLayout
        where TKernel : struct, IMicroKernel
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (inputs, outputs) = (shape.Convolution.Inputs, shape.OutputsPadded);
        var rows = GemmBlocking.RoundUp(count, TKernel.Rows);
        long inputStep = (long)rows * TLayout.RowStep, outputStep = (long)rows * outputs;
        var input = GemmVector.Scratch(checked((int)(WinogradShape.Frequencies * (inputStep + outputStep))));
        var output = input + WinogradShape.Frequencies * inputStep;
        for (var t = 0; t < count; t++)
            WinogradTiles<TSimd, TVector>.Read(
                x, inputs, first + t, input + t * TLayout.RowStep, shape, inputStep, TSimd.Width);
        var panelStep = (long)inputs * TKernel.Columns;
        var passes = rows / TKernel.Rows * TKernel.PanelsAtOnce;
        var tile = new Tile { Depth = inputs, ResultStride = outputs, Rows = TKernel.Rows };
        for (var f = 0; f < WinogradShape.Frequencies; f++)
            for (int o = 0, panels; o < outputs; o += panels * TKernel.Columns, kernel += panels * panelStep)
            {
                panels = Math.Min(TKernel.PanelsAtOnce, (outputs - o) / TKernel.Columns);
                tile.Right = kernel;
                tile.PanelStep = panels > 1 ? panelStep : 0;
                tile.Next = kernel + panels * panelStep;
                tile.NextStep = (2 * panels * TKernel.Columns + passes - 1) / passes; // all of it by the last tile
                for (var r = 0; r < rows; r += TKernel.Rows)
                {
                    tile.Left = input + f * inputStep + r * TLayout.RowStep;
                    tile.Result = output + f * outputStep + (long)r * outputs + o;
                    TKernel.Run<TLayout>(ref tile);
                }
            }
        for (var t = 0; t < count; t++)
            WinogradTiles<TSimd, TVector>.Write(
                output + (long)t * outputs, 0, product.Columns, outputStep, product, first + t, shape);
    }

    static void AddWeightGradient<TSimd, TVector>(float* x, float* dy, float* gradient, WinogradShape shape)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (inputs, outputs) = (shape.Convolution.Inputs, shape.OutputsPadded);
        var partFloats = WinogradShape.Frequencies * inputs * outputs;
        if (_sums is null || _sums.Length < GradientParts * (long)partFloats)
            _sums = new Storage(checked(GradientParts * partFloats));
        var sums = _sums;
        var perPart = (shape.Tiles + GradientParts - 1) / GradientParts;
        Threads.For(GradientParts, part =>
        {
            var span = sums.Span(part * partFloats, partFloats);
            span.Clear();
            fixed (float* sum = span)
                for (var first = part * perPart; first < Math.Min(shape.Tiles, (part + 1) * perPart); first +=
                    GradientTiles)
                    AddTiles<TSimd, TVector>(x, dy, sum, shape, first,
                        Math.Min(GradientTiles, Math.Min(shape.Tiles, (part + 1) * perPart) - first));
        });
        Threads.For(inputs, c =>
        {
            fixed (float* sum = sums.Span(0, sums.Length))
                AddTransformed<TSimd, TVector>(sum + (long)c * outputs, partFloats, gradient, shape, c);
        });
    }

    /// <summary>
    /// Adds some tiles' share, for each frequency the product of (inputs, tiles) and (tiles, outputs).
    /// </summary>
    static void AddTiles<TSimd, TVector>(float* x, float* dy, float* sums, WinogradShape shape, int first, int count)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (inputs, outputs) = (shape.Convolution.Inputs, shape.OutputsPadded);
        var panelWidth = GemmVector.PanelWidth;
        long inputStep = (long)count * inputs, outputStep = (long)count * outputs;
        var input = GemmVector.Scratch(checked((int)(WinogradShape.Frequencies * (inputStep + outputStep))));
        var output = input + WinogradShape.Frequencies * inputStep;
        for (var t = 0; t < count; t++)
        {
            WinogradTiles<TSimd, TVector>.Read(
                x, inputs, first + t, input + t * TSimd.Width, shape, inputStep, (long)count * TSimd.Width);
            WinogradTiles<TSimd, TVector>.ReadGradient(
                dy, first + t, output + t * panelWidth, shape, outputStep, (long)count * panelWidth);
        }
        var rows = MicroKernel8<TSimd, TVector>.Rows;
        var tile = new Tile { Depth = count, Rows = rows, StartStride = outputs, ResultStride = outputs };
        for (var f = 0; f < WinogradShape.Frequencies; f++)
            for (var o = 0; o < outputs; o += panelWidth)
                for (var c = 0; c < inputs; c += rows)
                {
                    tile.Left = input + f * inputStep + (long)(c / TSimd.Width) * count * TSimd.Width + c % TSimd.Width;
                    tile.Right = output + f * outputStep + (long)o * count;
                    tile.Start = tile.Result = sums + ((long)f * inputs + c) * outputs + o;
                    MicroKernel8<TSimd, TVector>.Run<ChannelGroups<TSimd, TVector>>(ref tile);
                }
    }

    /// <summary>
    /// Joins the parts of one input channel in order, transforms them back and adds them to the gradient.
    /// </summary>
    static void AddTransformed<TSimd,
        TVector>(float* sums, long partFloats, float* gradient, WinogradShape shape, int input)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (inputs, outputs) = (shape.Convolution.Inputs, shape.OutputsPadded);
        var joined = stackalloc float[WinogradShape.Frequencies * TSimd.Width];
        var taps = stackalloc float[9 * TSimd.Width];
        for (var o = 0; o < shape.Convolution.Outputs; o += TSimd.Width)
        {
            for (var f = 0; f < WinogradShape.Frequencies; f++)
            {
                var at = sums + (long)f * inputs * outputs + o;
                var sum = TSimd.Load(at);
                for (var part = 1; part < GradientParts; part++)
                    sum = TSimd.Add(sum, TSimd.Load(at + part * partFloats));
                TSimd.Store(sum, joined + f * TSimd.Width);
            }
            WinogradTransform<TSimd, TVector>.KernelGradient(joined, TSimd.Width, taps);
            for (var lane = 0; lane < TSimd.Width; lane++)
                for (var tap = 0; tap < 9; tap++)
                    gradient[((long)(o + lane) * 9 + tap) * inputs + input] += taps[tap * TSimd.Width + lane];
        }
    }
}
