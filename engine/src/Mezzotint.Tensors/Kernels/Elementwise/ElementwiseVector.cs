using System.Numerics;
using System.Runtime.Intrinsics;

namespace Mezzotint.Tensors.Kernels.Elementwise;

/// <summary>
/// Sums, products and scalings a vector at a time. Memory sets their pace, so the runtime's own vector width serves.
/// </summary>
static class ElementwiseVector
{
    /// <summary>y = a + b. y may be a or b.</summary>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        var i = 0;
        for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(a[i..]) + new Vector<float>(b[i..])).CopyTo(y[i..]);
        ElementwiseReference.Add(a[i..], b[i..], y[i..]);
    }

    /// <summary>y = a b. y may be a or b.</summary>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        var i = 0;
        for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(a[i..]) * new Vector<float>(b[i..])).CopyTo(y[i..]);
        ElementwiseReference.Multiply(a[i..], b[i..], y[i..]);
    }

    /// <summary>y = a + b y, rounded after each operation; short runs, whose callers are waited for.</summary>
    public static unsafe void AddGated(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        var i = 0;
        fixed (float* pa = a, pb = b, py = y)
        {
            for (; i <= y.Length - Vector512<float>.Count; i += Vector512<float>.Count)
                (Vector512.Load(pa + i) + (Vector512.Load(pb + i) * Vector512.Load(py + i))).Store(py + i);
            for (; i < y.Length; i++)
                py[i] = pa[i] + (pb[i] * py[i]);
        }
    }

    /// <summary>y = factor x + offset. y may be x.</summary>
    public static void Scale(ReadOnlySpan<float> x, float factor, float offset, Span<float> y)
    {
        var i = 0;
        var addend = new Vector<float>(offset);
        for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(x[i..]) * factor + addend).CopyTo(y[i..]);
        ElementwiseReference.Scale(x[i..], factor, offset, y[i..]);
    }
}
