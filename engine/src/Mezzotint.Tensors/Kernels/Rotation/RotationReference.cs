namespace Mezzotint.Tensors.Kernels.Rotation;

/// <summary>Pairs of numbers turned by angles, one pair at a time.</summary>
static class RotationReference
{
    /// <summary>
    /// (y[2i] + i y[2i+1]) = (x[2i] + i x[2i+1]) (r[2i] + i r[2i+1]): each pair times a complex number.
    /// </summary>
    /// <param name="x">Rows as long as <paramref name="rotation"/>, one after the other.</param>
    /// <param name="rotation">cos, sin of each pair's angle.</param>
    /// <param name="y">As long as x; may be x.</param>
    public static void Run(ReadOnlySpan<float> x, ReadOnlySpan<float> rotation, Span<float> y)
    {
        for (var i = 0; i < x.Length; i += 2)
        {
            double cos = rotation[i % rotation.Length], sin = rotation[i % rotation.Length + 1];
            double real = x[i], imaginary = x[i + 1];
            y[i] = (float)(real * cos - imaginary * sin);
            y[i + 1] = (float)(real * sin + imaginary * cos);
        }
    }
}
