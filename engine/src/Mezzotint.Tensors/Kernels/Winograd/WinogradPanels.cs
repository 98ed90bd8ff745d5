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

    /// <summary>How often each thread should find work, so that none waits long for another.</summary>
    const int TasksPerThread = 4;

    /// <summary>Tiles that make it worth to transform the kernel once more.</summary>
    const int PartTilesMin = 64;

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
        else
            Run<MicroKernel12<Simd512, Vector512<float>>, Simd512, Vector512<float>>(x, kernel, product, shape);
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
        var groups = (kernel.Panels + TKernel.PanelsAtOnce - 1) / TKernel.PanelsAtOnce;
        var frequencyStep = (long)rows * GemmBlocking.RowStride + Apart;
        var floats = checked((int)(blocks * WinogradShape.Frequencies * frequencyStep));
        if (_tiles is null || _tiles.Length < floats)
        {
            _tiles?.GiveUp();
            _tiles = new Storage(floats);
        }
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
                var (taskTiles, taskPanels) = (PartTiles(count, groups, TKernel.Rows), TKernel.PanelsAtOnce);
                var parts = (count + taskTiles - 1) / taskTiles;
                Threads.For(groups * parts, i =>
                {
                    var (panel, part) = (i / parts * taskPanels, i % parts * taskTiles);
                    Compute<TKernel, TSimd, TVector>(
                        (float*)tiles + (long)part * GemmBlocking.RowStride, frequencyStep, kernel,
                        (panel, Math.Min(taskPanels, kernel.Panels - panel)), product, shape,
                        (start + part, Math.Min(taskTiles, count - part)));
                });
            }
    }

    /// <summary>
    /// Tiles of a task: all, or as many that each thread finds work several times. The kernel is transformed for each.
    /// </summary>
    static int PartTiles(int tiles, int groups, int kernelRows)
    {
        var wanted = Threads.Count == 1 ? 1 : (TasksPerThread * Threads.Count + groups - 1) / groups;
        return GemmBlocking.RoundUp(Math.Max(PartTilesMin, (tiles + wanted - 1) / wanted), kernelRows);
    }

    /// <summary>
    /// A panel of outputs or two of some tiles: row t of block b and frequency f at [(b * 36 + f) * frequencyStep + t *
    /// RowStride].
    /// </summary>
    static void Compute<TKernel, TSimd, TVector>(
        float* tiles, long frequencyStep, PackedMatrix kernel, (int First, int Count) panels, Product product,
        WinogradShape shape, (int First, int Count) part)
        where TKernel : struct, IMicroKernel
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var inputs = shape.Convolution.Inputs;
        var width = panels.Count * TKernel.Columns;
        var rows = GemmBlocking.RoundUp(part.Count, TKernel.Rows);
        var blockDepth = GemmBlocking.RoundUp(GemmBlocking.Depth(inputs), TSimd.Width);
        long panelStep = (long)blockDepth * TKernel.Columns, kernelStep = panels.Count * panelStep + Apart;
        var sumStep = (long)rows * width + Apart;
        var transformed =
            GemmVector.Scratch(checked((int)(WinogradShape.Frequencies * (kernelStep + sumStep))));
        var sums = transformed + WinogradShape.Frequencies * kernelStep;
        var passes = rows / TKernel.Rows * TKernel.PanelsAtOnce;
        for (var start = 0; start < inputs; start += blockDepth)
        {
            var tile = new Tile
            {
                Depth = Math.Min(blockDepth, inputs - start),
                LaterStep = (4 * width + passes - 1) / passes, // all of a frequency's kernel by its last tile
                PanelStep = panels.Count > 1 ? panelStep : 0,
                StartStride = start == 0 ? 0 : width,
                ResultStride = width,
            };
            for (var p = 0; p < panels.Count; p++)
                for (var i = 0; i < tile.Depth; i++)
                    WinogradKernel.Transform<TSimd, TVector>(
                        kernel, panels.First + p, start + i,
                        transformed + p * panelStep + (long)i * TKernel.Columns, kernelStep);
            for (var f = 0; f < WinogradShape.Frequencies; f++, tiles += frequencyStep)
            {
                tile.Right = transformed + f * kernelStep;
                tile.Later = tile.Right + kernelStep;
                AddProducts<TKernel>(ref tile, tiles, sums + f * sumStep, part.Count);
            }
        }
        for (var t = 0; t < part.Count; t++)
            WinogradTiles<TSimd, TVector>.Write(sums + (long)t * width, panels.First * TKernel.Columns,
                Math.Min(panels.First * TKernel.Columns + width, product.Columns), sumStep, product, part.First + t,
                shape);
    }

    /// <summary>sums (count, width) = [sums +] tiles (count, depth) kernel (depth, width).</summary>
    static void AddProducts<TKernel>(ref Tile tile, float* tiles, float* sums, int count)
        where TKernel : struct, IMicroKernel
    {
        for (var r = 0; r < count; r += TKernel.Rows)
        {
            tile.Left = tiles + (long)r * GemmBlocking.RowStride;
            tile.Next = tile.Left + TKernel.Rows * GemmBlocking.RowStride;
            tile.NextStep = Memory.LineFloats;
            tile.Rows = Math.Min(TKernel.Rows, count - r);
            tile.Result = sums + r * tile.ResultStride;
            tile.Start = tile.StartStride == 0 ? null : tile.Result;
            TKernel.Run<RowMajorLeft>(ref tile);
        }
    }
}
