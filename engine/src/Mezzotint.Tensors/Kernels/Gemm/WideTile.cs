using System.Runtime.CompilerServices;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// Half the rows of a <see cref="MicroKernel12{TSimd, TVector}"/>, 6, by the four vectors of two panels: 24 sums, four
/// loads and one broadcast at a time fill 29 of 32 registers.
/// </summary>
/// <remarks>
/// Each step does 24 multiply-adds for 10 loads, where 12 rows by two vectors take 14: fewer instructions a
/// multiply-add, which counts where another thread shares the core, and half as many rows of the result, far apart in
/// memory, at a time.
/// </remarks>
static unsafe class WideTile<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public const int Rows = 6;

    /// <summary>Six rows of the tile from <paramref name="row"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLayout>(ref Tile tile, int row)
        where TLayout : struct, ITileLayout
    {
        Sums4<TSimd, TVector> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default;
        float* a = tile.Left + row * TLayout.RowStep, b = tile.Right, c = b + tile.PanelStep;
        var (w, depthStep) = (TSimd.Width, TLayout.DepthStep(2 * Rows));
        float* next = tile.Next, later = tile.Later;
        var (nextStep, laterStep) = (tile.NextStep, tile.LaterStep);
        for (var k = tile.Depth % 4; k > 0; k--)
        {
            Step<TLayout>(a, b, c, 0, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            a += depthStep;
            b += 2 * w;
            c += 2 * w;
        }
        for (var k = tile.Depth / 4; k > 0; k--)
        {
            Memory.Prefetch(next);
            next += nextStep;
            Step<TLayout>(a, b, c, 0, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            Step<TLayout>(a, b, c, 1, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            Memory.Prefetch(next);
            next += nextStep;
            Step<TLayout>(a, b, c, 2, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            Memory.Prefetch(later);
            later += laterStep;
            Step<TLayout>(a, b, c, 3, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            a += 4 * depthStep;
            b += 8 * w;
            c += 8 * w;
        }
        tile.Next = next;
        tile.Later = later;
        s0.Write(ref tile, row);
        s1.Write(ref tile, row + 1);
        s2.Write(ref tile, row + 2);
        s3.Write(ref tile, row + 3);
        s4.Write(ref tile, row + 4);
        s5.Write(ref tile, row + 5);
    }

    /// <summary>One step along the depth, so many after the first of a round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step<TLayout>(
        float* a, float* b, float* c, int step, ref Sums4<TSimd, TVector> s0,
        ref Sums4<TSimd, TVector> s1, ref Sums4<TSimd, TVector> s2, ref Sums4<TSimd, TVector> s3,
        ref Sums4<TSimd, TVector> s4, ref Sums4<TSimd, TVector> s5)
        where TLayout : struct, ITileLayout
    {
        var (at, w) = (step * TLayout.DepthStep(2 * Rows), TSimd.Width);
        TVector p = TSimd.Load(b + 2 * step * w), q = TSimd.Load(b + (2 * step + 1) * w);
        TVector r = TSimd.Load(c + 2 * step * w), s = TSimd.Load(c + (2 * step + 1) * w);
        s0.MultiplyAdd(a + at, p, q, r, s);
        s1.MultiplyAdd(a + (TLayout.RowStep + at), p, q, r, s);
        s2.MultiplyAdd(a + (2 * TLayout.RowStep + at), p, q, r, s);
        s3.MultiplyAdd(a + (3 * TLayout.RowStep + at), p, q, r, s);
        s4.MultiplyAdd(a + (4 * TLayout.RowStep + at), p, q, r, s);
        s5.MultiplyAdd(a + (5 * TLayout.RowStep + at), p, q, r, s);
    }
}
