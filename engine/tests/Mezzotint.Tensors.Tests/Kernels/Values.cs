namespace Mezzotint.Tensors.Tests.Kernels;

/// <summary>Values for tests and how far two lists of them are apart.</summary>
static class Values
{
    /// <summary>Seeded values between -1 and 1.</summary>
    public static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = 2 * random.NextSingle() - 1;
        return values;
    }

    /// <summary>A tensor of such values.</summary>
    public static Tensor Tensor(Shape shape, int seed) => new(shape, Random(shape.Count, seed));

    /// <summary>
    /// Fails unless each pair differs by at most a share of the expected value, or of 1 where that is less.
    /// </summary>
    public static void AreClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])))
                && !expected[i].Equals(actual[i]))
                Assert.Fail($"Element {i} is {actual[i]}, expected {expected[i]} within {tolerance}.");
    }
}
