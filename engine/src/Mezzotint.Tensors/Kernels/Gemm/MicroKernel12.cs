using System.Runtime.CompilerServices;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// A tile of 12 rows by two vectors: 24 sums, two loads and one broadcast at a time fill 27 of 32 registers. Where a
/// second panel is given, its tiles are those of <see cref="WideTile{TSimd, TVector}"/>.
/// </summary>
/// <remarks>
/// Each step along the depth does 24 multiply-adds for 14 loads, so the two multiply-add units and not the two load
/// units set the pace. Two steps a round: with one, the loop's own instructions cost a tenth. C# has no arrays of
/// registers: one local a row, passed by reference to methods that are inlined.
/// </remarks>
readonly unsafe struct MicroKernel12<TSimd, TVector> : IMicroKernel
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static int Rows => 12;

    public static int Columns => 2 * TSimd.Width;

    public static int PanelsAtOnce => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLayout>(ref Tile tile)
        where TLayout : struct, ITileLayout
    {
        if (tile.PanelStep != 0)
        {
            WideTile<TSimd, TVector>.Run<TLayout>(ref tile, 0);
            if (tile.Rows > WideTile<TSimd, TVector>.Rows)
                WideTile<TSimd, TVector>.Run<TLayout>(ref tile, WideTile<TSimd, TVector>.Rows);
            return;
        }
        Sums2<TSimd, TVector> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default,
            s6 = default, s7 = default, s8 = default, s9 = default, s10 = default, s11 = default;
        float* a = tile.Left, b = tile.Right;
        var (w, depthStep) = (TSimd.Width, TLayout.DepthStep(Rows));
        for (var k = tile.Depth % 4; k > 0; k--)
        {
            Step<TLayout>(a, b, 0, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7, ref s8, ref s9,
                ref s10, ref s11);
            a += depthStep;
            b += 2 * w;
        }
        for (var k = tile.Depth / 4; k > 0; k--)
        {
            Step<TLayout>(a, b, 0, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7, ref s8, ref s9,
                ref s10, ref s11);
            Step<TLayout>(a, b, 1, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7, ref s8, ref s9,
                ref s10, ref s11);
            Step<TLayout>(a, b, 2, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7, ref s8, ref s9,
                ref s10, ref s11);
            Step<TLayout>(a, b, 3, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7, ref s8, ref s9,
                ref s10, ref s11);
            a += 4 * depthStep;
            b += 8 * w;
        }
        s0.Write(ref tile, 0);
        s1.Write(ref tile, 1);
        s2.Write(ref tile, 2);
        s3.Write(ref tile, 3);
        s4.Write(ref tile, 4);
        s5.Write(ref tile, 5);
        s6.Write(ref tile, 6);
        s7.Write(ref tile, 7);
        s8.Write(ref tile, 8);
        s9.Write(ref tile, 9);
        s10.Write(ref tile, 10);
        s11.Write(ref tile, 11);
    }

    /// <summary>One step along the depth, so many after the first of a round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step<TLayout>(
        float* a, float* b, int step, ref Sums2<TSimd, TVector> s0, ref Sums2<TSimd, TVector> s1,
        ref Sums2<TSimd, TVector> s2, ref Sums2<TSimd, TVector> s3, ref Sums2<TSimd, TVector> s4,
        ref Sums2<TSimd, TVector> s5, ref Sums2<TSimd, TVector> s6, ref Sums2<TSimd, TVector> s7,
        ref Sums2<TSimd, TVector> s8, ref Sums2<TSimd, TVector> s9, ref Sums2<TSimd, TVector> s10,
        ref Sums2<TSimd, TVector> s11)
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
        s6.MultiplyAdd(a + (6 * TLayout.RowStep + at), p, q);
        s7.MultiplyAdd(a + (7 * TLayout.RowStep + at), p, q);
        s8.MultiplyAdd(a + (8 * TLayout.RowStep + at), p, q);
        s9.MultiplyAdd(a + (9 * TLayout.RowStep + at), p, q);
        s10.MultiplyAdd(a + (10 * TLayout.RowStep + at), p, q);
        s11.MultiplyAdd(a + (11 * TLayout.RowStep + at), p, q);
    }
}
