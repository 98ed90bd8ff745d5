using System.Runtime.CompilerServices;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// A tile of 6 rows by two vectors, for machines with 16 vector registers: 12 sums, two loads, one broadcast.
/// </summary>
/// <remarks>See <see cref="MicroKernel12{TSimd, TVector}"/>.</remarks>
readonly unsafe struct MicroKernel6<TSimd, TVector> : IMicroKernel
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static int Rows => 6;

    public static int Columns => 2 * TSimd.Width;

    public static int PanelsAtOnce => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLayout>(ref Tile tile)
        where TLayout : struct, ITileLayout
    {
        Sums2<TSimd, TVector> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default;
        float* a = tile.Left, b = tile.Right;
        var (w, depthStep) = (TSimd.Width, TLayout.DepthStep(Rows));
        float* next = tile.Next, later = tile.Later;
        var (nextStep, laterStep) = (tile.NextStep, tile.LaterStep);
        for (var k = tile.Depth % 4; k > 0; k--)
        {
            Step<TLayout>(a, b, 0, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            a += depthStep;
            b += 2 * w;
        }
        for (var k = tile.Depth / 4; k > 0; k--)
        {
            Memory.Prefetch(next);
            next += nextStep;
            Step<TLayout>(a, b, 0, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            Step<TLayout>(a, b, 1, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            Memory.Prefetch(next);
            next += nextStep;
            Step<TLayout>(a, b, 2, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            Memory.Prefetch(later);
            later += laterStep;
            Step<TLayout>(a, b, 3, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            a += 4 * depthStep;
            b += 8 * w;
        }
        tile.Next = next;
        tile.Later = later;
        s0.Write(ref tile, 0);
        s1.Write(ref tile, 1);
        s2.Write(ref tile, 2);
        s3.Write(ref tile, 3);
        s4.Write(ref tile, 4);
        s5.Write(ref tile, 5);
    }

    /// <summary>One step along the depth, so many after the first of a round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step<TLayout>(
        float* a, float* b, int step, ref Sums2<TSimd, TVector> s0, ref Sums2<TSimd, TVector> s1,
        ref Sums2<TSimd, TVector> s2, ref Sums2<TSimd, TVector> s3, ref Sums2<TSimd, TVector> s4,
        ref Sums2<TSimd, TVector> s5)
        where TLayout : struct, ITileLayout
    {
        var (at, w) = (step * TLayout.DepthStep(Rows), TSimd.Width);
        TVector p = TSimd.Load(b + 2 * step * w), q = TSimd.Load(b + (2 * step + 1) * w);
        s0.MultiplyAdd(a + at, p, q);
        s1.MultiplyAdd(a + (TLayout.RowStep + at), p, q);
        s2.MultiplyAdd(a + (2 * TLayout.RowStep + at), p, q);
        s3.MultiplyAdd(a + (3 * TLayout.RowStep + at), p, q);
        s4.MultiplyAdd(a + (4 * TLayout.RowStep + at), p, q);
        s5.MultiplyAdd(a + (5 * TLayout.RowStep + at), p, q);
    }
}
