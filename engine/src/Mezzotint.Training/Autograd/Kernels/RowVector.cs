using System.Numerics;

namespace Mezzotint.Training.Autograd.Kernels;

/// <summary>Short loops over one row, at the runtime's own vector width.</summary>
static class RowVector
{
    /// <summary>sum a b, in the lanes of one vector.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            sums += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>sum += x.</summary>
    public static void Add(ReadOnlySpan<float> x, Span<float> sum)
    {
        var i = 0;
        for (; i <= sum.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(x[i..]) + new Vector<float>(sum[i..])).CopyTo(sum[i..]);
        for (; i < sum.Length; i++)
            sum[i] += x[i];
    }

    /// <summary>x = factor x.</summary>
    public static void Scale(Span<float> x, float factor)
    {
        var i = 0;
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(x[i..]) * factor).CopyTo(x[i..]);
        for (; i < x.Length; i++)
            x[i] *= factor;
    }

    /// <summary>d = p (d - shift) factor.</summary>
    public static void ShiftAndMultiply(ReadOnlySpan<float> p, Span<float> d, float shift, float factor)
    {
        var subtrahend = new Vector<float>(shift);
        var i = 0;
        for (; i <= d.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(p[i..]) * (new Vector<float>(d[i..]) - subtrahend) * factor).CopyTo(d[i..]);
        for (; i < d.Length; i++)
            d[i] = p[i] * (d[i] - shift) * factor;
    }
}
