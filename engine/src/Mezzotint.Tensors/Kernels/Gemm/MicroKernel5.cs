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
        if (tile.Depth % 2 != 0)
        {
            Step<TLayout>(a, b, ref s0, ref s1, ref s2, ref s3, ref s4);
            a += depthStep;
            b += 4 * w;
        }
        for (var k = tile.Depth / 2; k > 0; k--)
        {
            Step<TLayout>(a, b, ref s0, ref s1, ref s2, ref s3, ref s4);
            Step<TLayout>(a + depthStep, b + 4 * w, ref s0, ref s1, ref s2, ref s3, ref s4);
            a += 2 * depthStep;
            b += 8 * w;
        }
        s0.Write(ref tile, 0);
        s1.Write(ref tile, 1);
        s2.Write(ref tile, 2);
        s3.Write(ref tile, 3);
        s4.Write(ref tile, 4);
    }

    /// <summary>One step along the depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step<TLayout>(
        float* a, float* b, ref Sums4<TSimd, TVector> s0,
        ref Sums4<TSimd, TVector> s1, ref Sums4<TSimd, TVector> s2, ref Sums4<TSimd, TVector> s3,
        ref Sums4<TSimd, TVector> s4)
        where TLayout : struct, ITileLayout
    {
        TVector p = TSimd.Load(b), q = TSimd.Load(b + TSimd.Width);
        TVector r = TSimd.Load(b + 2 * TSimd.Width), s = TSimd.Load(b + 3 * TSimd.Width);
        s0.MultiplyAdd(a, p, q, r, s);
        s1.MultiplyAdd(a + TLayout.RowStep, p, q, r, s);
        s2.MultiplyAdd(a + 2 * TLayout.RowStep, p, q, r, s);
        s3.MultiplyAdd(a + 3 * TLayout.RowStep, p, q, r, s);
        s4.MultiplyAdd(a + 4 * TLayout.RowStep, p, q, r, s);
    }
}
