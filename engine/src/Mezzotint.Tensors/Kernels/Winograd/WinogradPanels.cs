using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Winograd;

/// <summary>
/// 3x3 convolutions of many channels by tiles of 4x4 results. The kernel is transformed anew at each call, a panel of
/// outputs and a block of inputs at a time, and used while it is in the second-level cache: kept whole it would take
/// four times the memory, and reading it from there as long as the products themselves.
/// </summary>
/// <remarks>
/// The judge is <see cref="Convolution.ConvolutionReference"/>; the error is that of <see cref="WinogradVector"/>. All
/// tiles are transformed first, by blocks of inputs; then each panel sums its products over the blocks in order and is
/// transformed back. Results do not depend on the number of threads.
/// </remarks>
static unsafe class WinogradPanels
{
    /// <summary>Floats of transformed tiles that are held at a time: more tiles are done in turns.</summary>
    const int TileFloatsMax = 16 << 20;

    /// <summary>Floats between frequencies beside their own, so that they do not fall on the same cache sets.</summary>
    const int Apart = 16;

    [ThreadStatic]
    static Storage? _tiles;

    /// <summary>y = x * w + bias + add.</summary>
    /// <param name="x">(B, H, W, in).</param>
    /// <param name="kernel">The kernel packed as (9 * in, out).</param>
    /// <param name="product">Bias, addend and result (B, H, W, out).</param>
    /// <param name="shape">Lengths.</param>
    public static void Run(float* x, PackedMatrix kernel, Product product, WinogradShape shape)
    {
        if (LaneChoice.Selected != Lanes.Vector512)
            Run<MicroKernel6<Simd256, Vector256<float>>, Simd256, Vector256<float>>(x, kernel, product, shape);
        else if (GemmBlocking.RoundUp(shape.Tiles, 12) <= GemmBlocking.RoundUp(shape.Tiles, 8))
            Run<MicroKernel12<Simd512, Vector512<float>>, Simd512, Vector512<float>>(x, kernel, product, shape);
        else
            Run<MicroKernel8<Simd512, Vector512<float>>, Simd512, Vector512<float>>(x, kernel, product, shape);
    }

    static void Run<TKernel, TSimd, TVector>(float* x, PackedMatrix kernel, Product product, WinogradShape shape)
        where TKernel : struct, IMicroKernel
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var inputs = shape.Convolution.Inputs;
        var turns = 1 + (int)((long)WinogradShape.Frequencies * inputs * shape.Tiles / TileFloatsMax);
        var rows = GemmBlocking.RoundUp((shape.Tiles + turns - 1) / turns, TKernel.Rows);
        var blockDepth = GemmBlocking.RoundUp(GemmBlocking.Depth(inputs), TSimd.Width);
        var blocks = (inputs + blockDepth - 1) / blockDepth;
        var frequencyStep = (long)rows * GemmBlocking.RowStride + Apart;
        var floats = checked((int)(blocks * WinogradShape.Frequencies * frequencyStep));
        if (_tiles is null || _tiles.Length < floats)
            _tiles = new Storage(floats);
        fixed (float* pinned = _tiles.Span(0, floats))
            for (var first = 0; first < shape.Tiles; first += rows)
            {
                var (tiles, start, count) = ((nint)pinned, first, Math.Min(rows, shape.Tiles - first));
                Threads.For(count * blocks, i =>
                {
                    var (tile, block) = (i / blocks, i % blocks);
                    WinogradTiles<TSimd, TVector>.Read(
                        x + block * blockDepth, Math.Min(blockDepth, inputs - block * blockDepth), start + tile,
                        (float*)tiles + block * WinogradShape.Frequencies * frequencyStep
                            + (long)tile * GemmBlocking.RowStride,
                        shape, frequencyStep, TSimd.Width);
                });
                Threads.For(kernel.Panels, panel => Compute<TKernel, TSimd, TVector>(
                    (float*)tiles, frequencyStep, kernel, panel, product, shape, start, count));
            }
    }

    /// <summary>
    /// One panel of outputs of some tiles: row t of block b and frequency f at [(b * 36 + f) * frequencyStep + t *
    /// RowStride].
    /// </summary>
    static void Compute<TKernel, TSimd, TVector>(
        float* tiles, long frequencyStep, PackedMatrix kernel, int panel, Product product, WinogradShape shape,
        int first, int count)
        where TKernel : struct, IMicroKernel
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var inputs = shape.Convolution.Inputs;
        var width = TKernel.Columns;
        var rows = GemmBlocking.RoundUp(count, TKernel.Rows);
        var blockDepth = GemmBlocking.RoundUp(GemmBlocking.Depth(inputs), TSimd.Width);
        long kernelStep = (long)blockDepth * width + Apart, sumStep = (long)rows * width + Apart;
        var transformed =
            GemmVector.Scratch(checked((int)(WinogradShape.Frequencies * (kernelStep + sumStep))));
        var sums = transformed + WinogradShape.Frequencies * kernelStep;
        for (var start = 0; start < inputs; start += blockDepth)
        {
            var depth = Math.Min(blockDepth, inputs - start);
            for (var i = 0; i < depth; i++)
                WinogradKernel.Transform<TSimd, TVector>(
                    kernel, panel, start + i, transformed + (long)i * width, kernelStep);
            for (var f = 0; f < WinogradShape.Frequencies; f++, tiles += frequencyStep)
                AddProducts<TKernel>(
                    tiles, transformed + f * kernelStep, sums + f * sumStep, rows, depth, isFirst: start == 0);
        }
        for (var t = 0; t < count; t++)
            WinogradTiles<TSimd, TVector>.Write(sums + (long)t * width, panel * width,
                Math.Min((panel + 1) * width, product.Columns), sumStep, product, first + t, shape);
    }

    /// <summary>sums (rows, width) = [sums +] tiles (rows, depth) kernel (depth, width).</summary>
    static void AddProducts<TKernel>(float* tiles, float* kernel, float* sums, int rows, int depth, bool isFirst)
        where TKernel : struct, IMicroKernel
    {
        var width = TKernel.Columns;
        var tile = new Tile
        {
            Right = kernel,
            Depth = depth,
            StartStride = isFirst ? 0 : width,
            ResultStride = width,
        };
        for (var r = 0; r < rows; r += TKernel.Rows)
        {
            tile.Left = tiles + (long)r * GemmBlocking.RowStride;
            var next = tile.Left + TKernel.Rows * GemmBlocking.RowStride;
            Memory.Prefetch(next, next + TKernel.Rows * GemmBlocking.RowStride);
            tile.Result = sums + (long)r * width;
            tile.Start = isFirst ? GemmVector.Zeros : tile.Result;
            TKernel.Run<RowMajorLeft>(ref tile);
        }
    }
}
