using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Differences between computed and golden numbers.</summary>
static class Deviation
{
    /// <summary>max |a - b| / max(1, |b|); infinite where the lengths differ or one side is not a number.</summary>
    public static double Mixed(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected) =>
        Largest(actual, expected, 1);

    /// <summary>max |a - b| / max(1, |b|) of two tensors of one shape.</summary>
    public static double Mixed(Tensor actual, Tensor expected) =>
        actual.Shape == expected.Shape ? Mixed(actual.Span, expected.Span) : double.PositiveInfinity;

    /// <summary>max |a - b| / |b|, below 1e-6 absolute.</summary>
    public static double Relative(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected) =>
        Largest(actual, expected, 1e-6);

    static double Largest(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double floor)
    {
        if (actual.Length != expected.Length)
            return double.PositiveInfinity;
        var largest = 0d;
        for (var i = 0; i < actual.Length; i++)
        {
            var error = Math.Abs((double)actual[i] - expected[i]) / Math.Max(floor, Math.Abs((double)expected[i]));
            if (actual[i] == expected[i])
                continue;
            largest = double.IsNaN(error) ? double.PositiveInfinity : Math.Max(largest, error);
        }
        return largest;
    }
}
