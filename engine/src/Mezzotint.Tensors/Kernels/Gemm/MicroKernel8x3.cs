using System.Runtime.CompilerServices;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>
/// A tile of 8 rows by three vectors, for results 33 to 48 floats wide, which would fill two panels of 32 badly.
/// </summary>
/// <remarks>
/// See <see cref="MicroKernel12{TSimd, TVector}"/>; 24 multiply-adds for 11 loads. The method is long because C# has no
/// arrays of registers: one line a register, no branch between.
/// </remarks>
readonly unsafe struct MicroKernel8x3<TSimd, TVector> : IMicroKernel
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static int Rows => 8;

    public static int Columns => 3 * TSimd.Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLayout>(ref Tile tile)
        where TLayout : struct, ITileLayout
    {
        var rowStep = TLayout.RowStep;
        var depthStep = TLayout.DepthStep(Rows);
        var w = TSimd.Width;
        var s = tile.Start;
        var stride = tile.StartStride;
        TVector c0 = TSimd.Load(s), d0 = TSimd.Load(s + w), e0 = TSimd.Load(s + 2 * w);
        s += stride;
        TVector c1 = TSimd.Load(s), d1 = TSimd.Load(s + w), e1 = TSimd.Load(s + 2 * w);
        s += stride;
        TVector c2 = TSimd.Load(s), d2 = TSimd.Load(s + w), e2 = TSimd.Load(s + 2 * w);
        s += stride;
        TVector c3 = TSimd.Load(s), d3 = TSimd.Load(s + w), e3 = TSimd.Load(s + 2 * w);
        s += stride;
        TVector c4 = TSimd.Load(s), d4 = TSimd.Load(s + w), e4 = TSimd.Load(s + 2 * w);
        s += stride;
        TVector c5 = TSimd.Load(s), d5 = TSimd.Load(s + w), e5 = TSimd.Load(s + 2 * w);
        s += stride;
        TVector c6 = TSimd.Load(s), d6 = TSimd.Load(s + w), e6 = TSimd.Load(s + 2 * w);
        s += stride;
        TVector c7 = TSimd.Load(s), d7 = TSimd.Load(s + w), e7 = TSimd.Load(s + 2 * w);
        float* a = tile.Left, b = tile.Right;
        for (var k = tile.Depth; k > 0; k--)
        {
            var b0 = TSimd.Load(b);
            var b1 = TSimd.Load(b + w);
            var b2 = TSimd.Load(b + 2 * w);
            var x = TSimd.Create(*a);
            c0 = TSimd.MultiplyAdd(x, b0, c0);
            d0 = TSimd.MultiplyAdd(x, b1, d0);
            e0 = TSimd.MultiplyAdd(x, b2, e0);
            x = TSimd.Create(a[rowStep]);
            c1 = TSimd.MultiplyAdd(x, b0, c1);
            d1 = TSimd.MultiplyAdd(x, b1, d1);
            e1 = TSimd.MultiplyAdd(x, b2, e1);
            x = TSimd.Create(a[2 * rowStep]);
            c2 = TSimd.MultiplyAdd(x, b0, c2);
            d2 = TSimd.MultiplyAdd(x, b1, d2);
            e2 = TSimd.MultiplyAdd(x, b2, e2);
            x = TSimd.Create(a[3 * rowStep]);
            c3 = TSimd.MultiplyAdd(x, b0, c3);
            d3 = TSimd.MultiplyAdd(x, b1, d3);
            e3 = TSimd.MultiplyAdd(x, b2, e3);
            x = TSimd.Create(a[4 * rowStep]);
            c4 = TSimd.MultiplyAdd(x, b0, c4);
            d4 = TSimd.MultiplyAdd(x, b1, d4);
            e4 = TSimd.MultiplyAdd(x, b2, e4);
            x = TSimd.Create(a[5 * rowStep]);
            c5 = TSimd.MultiplyAdd(x, b0, c5);
            d5 = TSimd.MultiplyAdd(x, b1, d5);
            e5 = TSimd.MultiplyAdd(x, b2, e5);
            x = TSimd.Create(a[6 * rowStep]);
            c6 = TSimd.MultiplyAdd(x, b0, c6);
            d6 = TSimd.MultiplyAdd(x, b1, d6);
            e6 = TSimd.MultiplyAdd(x, b2, e6);
            x = TSimd.Create(a[7 * rowStep]);
            c7 = TSimd.MultiplyAdd(x, b0, c7);
            d7 = TSimd.MultiplyAdd(x, b1, d7);
            e7 = TSimd.MultiplyAdd(x, b2, e7);
            a += depthStep;
            b += 3 * w;
        }
        if (tile.Add != null)
        {
            var p = tile.Add;
            var addStride = tile.AddStride;
            c0 = TSimd.Add(c0, TSimd.Load(p));
            d0 = TSimd.Add(d0, TSimd.Load(p + w));
            e0 = TSimd.Add(e0, TSimd.Load(p + 2 * w));
            p += addStride;
            c1 = TSimd.Add(c1, TSimd.Load(p));
            d1 = TSimd.Add(d1, TSimd.Load(p + w));
            e1 = TSimd.Add(e1, TSimd.Load(p + 2 * w));
            p += addStride;
            c2 = TSimd.Add(c2, TSimd.Load(p));
            d2 = TSimd.Add(d2, TSimd.Load(p + w));
            e2 = TSimd.Add(e2, TSimd.Load(p + 2 * w));
            p += addStride;
            c3 = TSimd.Add(c3, TSimd.Load(p));
            d3 = TSimd.Add(d3, TSimd.Load(p + w));
            e3 = TSimd.Add(e3, TSimd.Load(p + 2 * w));
            p += addStride;
            c4 = TSimd.Add(c4, TSimd.Load(p));
            d4 = TSimd.Add(d4, TSimd.Load(p + w));
            e4 = TSimd.Add(e4, TSimd.Load(p + 2 * w));
            p += addStride;
            c5 = TSimd.Add(c5, TSimd.Load(p));
            d5 = TSimd.Add(d5, TSimd.Load(p + w));
            e5 = TSimd.Add(e5, TSimd.Load(p + 2 * w));
            p += addStride;
            c6 = TSimd.Add(c6, TSimd.Load(p));
            d6 = TSimd.Add(d6, TSimd.Load(p + w));
            e6 = TSimd.Add(e6, TSimd.Load(p + 2 * w));
            p += addStride;
            c7 = TSimd.Add(c7, TSimd.Load(p));
            d7 = TSimd.Add(d7, TSimd.Load(p + w));
            e7 = TSimd.Add(e7, TSimd.Load(p + 2 * w));
        }
        var y = tile.Result;
        stride = tile.ResultStride;
        TSimd.Store(c0, y);
        TSimd.Store(d0, y + w);
        TSimd.Store(e0, y + 2 * w);
        y += stride;
        TSimd.Store(c1, y);
        TSimd.Store(d1, y + w);
        TSimd.Store(e1, y + 2 * w);
        y += stride;
        TSimd.Store(c2, y);
        TSimd.Store(d2, y + w);
        TSimd.Store(e2, y + 2 * w);
        y += stride;
        TSimd.Store(c3, y);
        TSimd.Store(d3, y + w);
        TSimd.Store(e3, y + 2 * w);
        y += stride;
        TSimd.Store(c4, y);
        TSimd.Store(d4, y + w);
        TSimd.Store(e4, y + 2 * w);
        y += stride;
        TSimd.Store(c5, y);
        TSimd.Store(d5, y + w);
        TSimd.Store(e5, y + 2 * w);
        y += stride;
        TSimd.Store(c6, y);
        TSimd.Store(d6, y + w);
        TSimd.Store(e6, y + 2 * w);
        y += stride;
        TSimd.Store(c7, y);
        TSimd.Store(d7, y + w);
        TSimd.Store(e7, y + 2 * w);
    }
}
