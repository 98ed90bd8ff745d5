namespace Mezzotint.Training.Miniature;

/// <summary>Normal random numbers.</summary>
static class Normal
{
    /// <summary>Fills a span with normal numbers of mean 0, by Box and Muller 1958 (Ann. Math. Stat. 29(2)).</summary>
    public static void Fill(Span<float> values, Random random, float deviation = 1)
    {
        for (var i = 0; i < values.Length; i += 2)
        {
            var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
            values[i] = (float)(radius * cosine);
            if (i + 1 < values.Length)
                values[i + 1] = (float)(radius * sine);
        }
    }
}
