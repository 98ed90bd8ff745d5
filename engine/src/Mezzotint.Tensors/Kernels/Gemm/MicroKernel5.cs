using System.Runtime.CompilerServices;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// A tile of 5 rows by four vectors: for panels twice as wide, whose rows are cut evenly by heads of 40, 80 or 160.
/// </summary>
/// <remarks>See <see cref="MicroKernel12{TSimd, TVector}"/>; 20 multiply-adds for 9 loads.</remarks>
readonly unsafe struct MicroKernel5<TSimd, TVector> : IMicroKernel
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static int Rows => 5;

    public static int Columns => 4 * TSimd.Width;

    public static int PanelsAtOnce => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLayout>(ref Tile tile)
        where TLayout : struct, ITileLayout
    {
        Sums4<TSimd, TVector> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
        float* a = tile.Left, b = tile.Right;
        var (w, depthStep) = (TSimd.Width, TLayout.DepthStep(Rows));
        var next = tile.Next;
        var nextStep = tile.NextStep;
        for (var k = tile.Depth % 4; k > 0; k--)
        {
            Step<TLayout>(a, b, 0, ref s0, ref s1, ref s2, ref s3, ref s4);
            a += depthStep;
            b += 4 * w;
        }
        for (var k = tile.Depth / 4; k > 0; k--)
        {
            Memory.Prefetch(next);
            next += nextStep;
            Step<TLayout>(a, b, 0, ref s0, ref s1, ref s2, ref s3, ref s4);
            Step<TLayout>(a, b, 1, ref s0, ref s1, ref s2, ref s3, ref s4);
            Memory.Prefetch(next);
            next += nextStep;
            Step<TLayout>(a, b, 2, ref s0, ref s1, ref s2, ref s3, ref s4);
            Step<TLayout>(a, b, 3, ref s0, ref s1, ref s2, ref s3, ref s4);
            a += 4 * depthStep;
            b += 16 * w;
        }
        tile.Next = next;
        s0.Write(ref tile, 0);
        s1.Write(ref tile, 1);
        s2.Write(ref tile, 2);
        s3.Write(ref tile, 3);
        s4.Write(ref tile, 4);
    }

    /// <summary>One step along the depth, so many after the first of a round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step<TLayout>(
        float* a, float* b, int step, ref Sums4<TSimd, TVector> s0,
        ref Sums4<TSimd, TVector> s1, ref Sums4<TSimd, TVector> s2, ref Sums4<TSimd, TVector> s3,
        ref Sums4<TSimd, TVector> s4)
        where TLayout : struct, ITileLayout
    {
        var (at, w) = (step * TLayout.DepthStep(Rows), TSimd.Width);
        TVector p = TSimd.Load(b + 4 * step * w), q = TSimd.Load(b + (4 * step + 1) * w);
        TVector r = TSimd.Load(b + (4 * step + 2) * w), s = TSimd.Load(b + (4 * step + 3) * w);
        s0.MultiplyAdd(a + at, p, q, r, s);
        s1.MultiplyAdd(a + (TLayout.RowStep + at), p, q, r, s);
        s2.MultiplyAdd(a + (2 * TLayout.RowStep + at), p, q, r, s);
        s3.MultiplyAdd(a + (3 * TLayout.RowStep + at), p, q, r, s);
        s4.MultiplyAdd(a + (4 * TLayout.RowStep + at), p, q, r, s);
    }
}
