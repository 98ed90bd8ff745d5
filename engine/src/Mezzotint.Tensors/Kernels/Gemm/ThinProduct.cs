using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Gemm;

/// <summary>y += a b for factors that are thin where they meet: a LoRA's, whose depth is its rank.</summary>
/// <remarks>
/// <see cref="GemmReference"/> defines it. The left factor is read where it lies: <see cref="GemmVector"/> packs it,
/// which costs more than a product of so small a depth. Each element is summed along the depth in order, then added.
/// </remarks>
static unsafe class ThinProduct
{
    const int RowsAtOnce = 6;

    /// <summary>Adds the product.</summary>
    /// <param name="a">(rows, depth), row by row.</param>
    /// <param name="b">(depth, columns); element (d, c) at [d * bStride + c].</param>
    /// <param name="bStride">Floats from row to row of b.</param>
    /// <param name="y">(rows, columns); element (r, c) at [r * yStride + c].</param>
    /// <param name="yStride">Floats from row to row of y.</param>
    /// <param name="lengths">Rows, columns, depth; each at least 1.</param>
    public static void AddTo(
        float* a, float* b, int bStride, float* y, int yStride, (int Rows, int Columns, int Depth) lengths)
    {
        var panel = GemmVector.PanelWidth;
        var packed = GemmVector.Scratch(lengths.Depth * panel);
        for (var first = 0; first < lengths.Columns; first += panel)
        {
            var count = Math.Min(panel, lengths.Columns - first);
            for (var d = 0; d < lengths.Depth; d++)
            {
                Memory.Copy(b + (long)d * bStride + first, packed + d * panel, count);
                Memory.Clear(packed + d * panel + count, panel - count);
            }
            AddPanel(a, packed, y + first, yStride, (lengths.Rows, count, lengths.Depth));
        }
    }

    static void AddPanel(float* a, float* b, float* y, int stride, (int Rows, int Columns, int Depth) lengths)
    {
        switch (LaneChoice.Selected)
        {
            case Lanes.Vector512:
                AddPanel<Simd512, Vector512<float>>(a, b, y, stride, lengths);
                break;
            case Lanes.Vector256:
                AddPanel<Simd256, Vector256<float>>(a, b, y, stride, lengths);
                break;
            default:
                AddPanel<Simd128, Vector128<float>>(a, b, y, stride, lengths);
                break;
        }
    }

    static void AddPanel<TSimd, TVector>(
        float* a, float* b, float* y, int stride, (int Rows, int Columns, int Depth) lengths)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (rows, columns, depth) = lengths;
        var whole = columns == 2 * TSimd.Width ? rows / RowsAtOnce * RowsAtOnce : 0;
        for (var row = 0; row < whole; row += RowsAtOnce)
            AddTile<TSimd, TVector>(a + (long)row * depth, b, y + (long)row * stride, stride, depth);
        var tail = stackalloc float[2 * TSimd.Width];
        for (var row = whole; row < rows; row++)
        {
            SumRow<TSimd, TVector>(a + (long)row * depth, b, tail, depth);
            for (var c = 0; c < columns; c++)
                y[(long)row * stride + c] += tail[c];
        }
    }

    /// <summary>Six rows by two vectors: twelve sums, which sixteen registers hold beside what is multiplied.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddTile<TSimd, TVector>(float* a, float* b, float* y, int stride, int depth)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        Sums2<TSimd, TVector> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default;
        for (var d = 0; d < depth; d++, b += 2 * TSimd.Width)
        {
            TVector p = TSimd.Load(b), q = TSimd.Load(b + TSimd.Width);
            s0.MultiplyAdd(a + d, p, q);
            s1.MultiplyAdd(a + d + depth, p, q);
            s2.MultiplyAdd(a + d + 2 * depth, p, q);
            s3.MultiplyAdd(a + d + 3 * depth, p, q);
            s4.MultiplyAdd(a + d + 4 * depth, p, q);
            s5.MultiplyAdd(a + d + 5 * depth, p, q);
        }
        s0.AddTo(y);
        s1.AddTo(y + stride);
        s2.AddTo(y + 2 * stride);
        s3.AddTo(y + 3 * stride);
        s4.AddTo(y + 4 * stride);
        s5.AddTo(y + 5 * stride);
    }

    static void SumRow<TSimd, TVector>(float* a, float* b, float* sums, int depth)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector p = TSimd.Zero, q = TSimd.Zero;
        for (var d = 0; d < depth; d++, b += 2 * TSimd.Width)
        {
            var x = TSimd.Create(a[d]);
            p = TSimd.MultiplyAdd(x, TSimd.Load(b), p);
            q = TSimd.MultiplyAdd(x, TSimd.Load(b + TSimd.Width), q);
        }
        TSimd.Store(p, sums);
        TSimd.Store(q, sums + TSimd.Width);
    }
}
