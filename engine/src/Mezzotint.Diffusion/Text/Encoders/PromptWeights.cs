namespace Mezzotint.Diffusion.Text.Encoders;

/// <summary>The weights that users give words, applied to a text encoder's states.</summary>
static class PromptWeights
{
    /// <summary>
    /// Multiplies each token's vector by its weight, then all by one number that restores their mean, as A1111 does.
    /// </summary>
    /// <param name="states">The vectors of one chunk, token by token. Changed in place.</param>
    /// <param name="weights">One for each token.</param>
    public static void Apply(Span<float> states, ReadOnlySpan<float> weights)
    {
        if (!weights.ContainsAnyExcept(1f))
            return;
        var width = states.Length / weights.Length;
        var before = Sum(states);
        for (var token = 0; token < weights.Length; token++)
            foreach (ref var value in states.Slice(token * width, width))
                value *= weights[token];
        var after = Sum(states);
        if (after == 0)
            return;
        var restore = (float)(before / after);
        foreach (ref var value in states)
            value *= restore;
    }

    static double Sum(ReadOnlySpan<float> values)
    {
        var sum = 0d;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
