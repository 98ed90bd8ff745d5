using System.Runtime.CompilerServices;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// A tile of 12 rows by two vectors: 24 sums, two loads and one broadcast at a time fill 27 of 32 registers.
/// </summary>
/// <remarks>
/// Each step along the depth does 24 multiply-adds for 14 loads, so the two multiply-add units and not the two load
/// units set the pace. The method is long because C# has no arrays of registers: one line a register, no branch
/// between.
/// </remarks>
readonly unsafe struct MicroKernel12<TSimd, TVector> : IMicroKernel
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static int Rows => 12;

    public static int Columns => 2 * TSimd.Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLayout>(ref Tile tile)
        where TLayout : struct, ITileLayout
    {
        var rowStep = TLayout.RowStep;
        var depthStep = TLayout.DepthStep(Rows);
        var w = TSimd.Width;
        var s = tile.Start;
        var stride = tile.StartStride;
        TVector c0 = TSimd.Load(s), d0 = TSimd.Load(s + w);
        s += stride;
        TVector c1 = TSimd.Load(s), d1 = TSimd.Load(s + w);
        s += stride;
        TVector c2 = TSimd.Load(s), d2 = TSimd.Load(s + w);
        s += stride;
        TVector c3 = TSimd.Load(s), d3 = TSimd.Load(s + w);
        s += stride;
        TVector c4 = TSimd.Load(s), d4 = TSimd.Load(s + w);
        s += stride;
        TVector c5 = TSimd.Load(s), d5 = TSimd.Load(s + w);
        s += stride;
        TVector c6 = TSimd.Load(s), d6 = TSimd.Load(s + w);
        s += stride;
        TVector c7 = TSimd.Load(s), d7 = TSimd.Load(s + w);
        s += stride;
        TVector c8 = TSimd.Load(s), d8 = TSimd.Load(s + w);
        s += stride;
        TVector c9 = TSimd.Load(s), d9 = TSimd.Load(s + w);
        s += stride;
        TVector c10 = TSimd.Load(s), d10 = TSimd.Load(s + w);
        s += stride;
        TVector c11 = TSimd.Load(s), d11 = TSimd.Load(s + w);
        float* a = tile.Left, b = tile.Right;
        for (var k = tile.Depth; k > 0; k--)
        {
            var b0 = TSimd.Load(b);
            var b1 = TSimd.Load(b + w);
            var x = TSimd.Create(*a);
            c0 = TSimd.MultiplyAdd(x, b0, c0);
            d0 = TSimd.MultiplyAdd(x, b1, d0);
            x = TSimd.Create(a[rowStep]);
            c1 = TSimd.MultiplyAdd(x, b0, c1);
            d1 = TSimd.MultiplyAdd(x, b1, d1);
            x = TSimd.Create(a[2 * rowStep]);
            c2 = TSimd.MultiplyAdd(x, b0, c2);
            d2 = TSimd.MultiplyAdd(x, b1, d2);
            x = TSimd.Create(a[3 * rowStep]);
            c3 = TSimd.MultiplyAdd(x, b0, c3);
            d3 = TSimd.MultiplyAdd(x, b1, d3);
            x = TSimd.Create(a[4 * rowStep]);
            c4 = TSimd.MultiplyAdd(x, b0, c4);
            d4 = TSimd.MultiplyAdd(x, b1, d4);
            x = TSimd.Create(a[5 * rowStep]);
            c5 = TSimd.MultiplyAdd(x, b0, c5);
            d5 = TSimd.MultiplyAdd(x, b1, d5);
            x = TSimd.Create(a[6 * rowStep]);
            c6 = TSimd.MultiplyAdd(x, b0, c6);
            d6 = TSimd.MultiplyAdd(x, b1, d6);
            x = TSimd.Create(a[7 * rowStep]);
            c7 = TSimd.MultiplyAdd(x, b0, c7);
            d7 = TSimd.MultiplyAdd(x, b1, d7);
            x = TSimd.Create(a[8 * rowStep]);
            c8 = TSimd.MultiplyAdd(x, b0, c8);
            d8 = TSimd.MultiplyAdd(x, b1, d8);
            x = TSimd.Create(a[9 * rowStep]);
            c9 = TSimd.MultiplyAdd(x, b0, c9);
            d9 = TSimd.MultiplyAdd(x, b1, d9);
            x = TSimd.Create(a[10 * rowStep]);
            c10 = TSimd.MultiplyAdd(x, b0, c10);
            d10 = TSimd.MultiplyAdd(x, b1, d10);
            x = TSimd.Create(a[11 * rowStep]);
            c11 = TSimd.MultiplyAdd(x, b0, c11);
            d11 = TSimd.MultiplyAdd(x, b1, d11);
            a += depthStep;
            b += 2 * w;
        }
        if (tile.Add != null)
        {
            var p = tile.Add;
            var addStride = tile.AddStride;
            c0 = TSimd.Add(c0, TSimd.Load(p));
            d0 = TSimd.Add(d0, TSimd.Load(p + w));
            p += addStride;
            c1 = TSimd.Add(c1, TSimd.Load(p));
            d1 = TSimd.Add(d1, TSimd.Load(p + w));
            p += addStride;
            c2 = TSimd.Add(c2, TSimd.Load(p));
            d2 = TSimd.Add(d2, TSimd.Load(p + w));
            p += addStride;
            c3 = TSimd.Add(c3, TSimd.Load(p));
            d3 = TSimd.Add(d3, TSimd.Load(p + w));
            p += addStride;
            c4 = TSimd.Add(c4, TSimd.Load(p));
            d4 = TSimd.Add(d4, TSimd.Load(p + w));
            p += addStride;
            c5 = TSimd.Add(c5, TSimd.Load(p));
            d5 = TSimd.Add(d5, TSimd.Load(p + w));
            p += addStride;
            c6 = TSimd.Add(c6, TSimd.Load(p));
            d6 = TSimd.Add(d6, TSimd.Load(p + w));
            p += addStride;
            c7 = TSimd.Add(c7, TSimd.Load(p));
            d7 = TSimd.Add(d7, TSimd.Load(p + w));
            p += addStride;
            c8 = TSimd.Add(c8, TSimd.Load(p));
            d8 = TSimd.Add(d8, TSimd.Load(p + w));
            p += addStride;
            c9 = TSimd.Add(c9, TSimd.Load(p));
            d9 = TSimd.Add(d9, TSimd.Load(p + w));
            p += addStride;
            c10 = TSimd.Add(c10, TSimd.Load(p));
            d10 = TSimd.Add(d10, TSimd.Load(p + w));
            p += addStride;
            c11 = TSimd.Add(c11, TSimd.Load(p));
            d11 = TSimd.Add(d11, TSimd.Load(p + w));
        }
        var y = tile.Result;
        stride = tile.ResultStride;
        TSimd.Store(c0, y);
        TSimd.Store(d0, y + w);
        y += stride;
        TSimd.Store(c1, y);
        TSimd.Store(d1, y + w);
        y += stride;
        TSimd.Store(c2, y);
        TSimd.Store(d2, y + w);
        y += stride;
        TSimd.Store(c3, y);
        TSimd.Store(d3, y + w);
        y += stride;
        TSimd.Store(c4, y);
        TSimd.Store(d4, y + w);
        y += stride;
        TSimd.Store(c5, y);
        TSimd.Store(d5, y + w);
        y += stride;
        TSimd.Store(c6, y);
        TSimd.Store(d6, y + w);
        y += stride;
        TSimd.Store(c7, y);
        TSimd.Store(d7, y + w);
        y += stride;
        TSimd.Store(c8, y);
        TSimd.Store(d8, y + w);
        y += stride;
        TSimd.Store(c9, y);
        TSimd.Store(d9, y + w);
        y += stride;
        TSimd.Store(c10, y);
        TSimd.Store(d10, y + w);
        y += stride;
        TSimd.Store(c11, y);
        TSimd.Store(d11, y + w);
    }
}
