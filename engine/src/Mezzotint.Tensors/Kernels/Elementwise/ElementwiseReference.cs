namespace Mezzotint.Tensors.Kernels.Elementwise;

/// <summary>Sums, products and scalings one element at a time.</summary>
static class ElementwiseReference
{
    /// <summary>y = a + b.</summary>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        for (var i = 0; i < y.Length; i++)
            y[i] = a[i] + b[i];
    }

    /// <summary>y = a b.</summary>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        for (var i = 0; i < y.Length; i++)
            y[i] = a[i] * b[i];
    }

    /// <summary>y = factor x + offset, rounded twice.</summary>
    public static void Scale(ReadOnlySpan<float> x, float factor, float offset, Span<float> y)
    {
        for (var i = 0; i < y.Length; i++)
            y[i] = x[i] * factor + offset;
    }
}
