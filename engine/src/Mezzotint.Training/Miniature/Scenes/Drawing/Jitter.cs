namespace Mezzotint.Training.Miniature.Scenes.Drawing;

/// <summary>Draws of small variations from a seeded generator.</summary>
static class Jitter
{
    /// <summary>A value spread evenly over [low, high).</summary>
    public static float Between(this Random random, float low, float high) =>
        low + (high - low) * random.NextSingle();

    /// <summary>True with the given probability.</summary>
    public static bool Chance(this Random random, float probability) => random.NextSingle() < probability;

    /// <summary>An index drawn in proportion to the weights.</summary>
    public static int Weighted(this Random random, ReadOnlySpan<float> weights)
    {
        var total = 0f;
        foreach (var weight in weights)
            total += weight;
        var left = random.NextSingle() * total;
        for (var i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }
        return weights.Length - 1;
    }

    /// <summary>One of the choices, each as likely as any other.</summary>
    public static T Of<T>(this Random random, params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];
}
