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
        var next = tile.Next;
        var nextStep = tile.NextStep;
        if (tile.Depth % 2 != 0)
        {
            Step<TLayout>(a, b, c, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            a += depthStep;
            b += 2 * w;
            c += 2 * w;
        }
        for (var k = tile.Depth / 2; k > 0; k--)
        {
            Memory.Prefetch(next);
            next += nextStep;
            Step<TLayout>(a, b, c, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            Step<TLayout>(a + depthStep, b + 2 * w, c + 2 * w, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5);
            a += 2 * depthStep;
            b += 4 * w;
            c += 4 * w;
        }
        tile.Next = next;
        s0.Write(ref tile, row);
        s1.Write(ref tile, row + 1);
        s2.Write(ref tile, row + 2);
        s3.Write(ref tile, row + 3);
        s4.Write(ref tile, row + 4);
        s5.Write(ref tile, row + 5);
    }

    /// <summary>One step along the depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step<TLayout>(
        float* a, float* b, float* c, ref Sums4<TSimd, TVector> s0,
        ref Sums4<TSimd, TVector> s1, ref Sums4<TSimd, TVector> s2, ref Sums4<TSimd, TVector> s3,
        ref Sums4<TSimd, TVector> s4, ref Sums4<TSimd, TVector> s5)
        where TLayout : struct, ITileLayout
    {
        TVector p = TSimd.Load(b), q = TSimd.Load(b + TSimd.Width);
        TVector r = TSimd.Load(c), s = TSimd.Load(c + TSimd.Width);
        s0.MultiplyAdd(a, p, q, r, s);
        s1.MultiplyAdd(a + TLayout.RowStep, p, q, r, s);
        s2.MultiplyAdd(a + 2 * TLayout.RowStep, p, q, r, s);
        s3.MultiplyAdd(a + 3 * TLayout.RowStep, p, q, r, s);
        s4.MultiplyAdd(a + 4 * TLayout.RowStep, p, q, r, s);
        s5.MultiplyAdd(a + 5 * TLayout.RowStep, p, q, r, s);
    }
}
