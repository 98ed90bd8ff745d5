namespace Mezzotint.Training.Miniature;

/// <summary>Seeds for generators that must not depend on what was drawn before.</summary>
static class Seeds
{
    /// <summary>
    /// A seed for each pair of numbers: the mixing function of Steele et al. 2014, "Fast splittable pseudorandom number
    /// generators", fig. 17.
    /// </summary>
    public static int Mix(int first, int second)
    {
        var z = ((ulong)(uint)first << 32 | (uint)second) + 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return unchecked((int)(z ^ z >> 31));
    }
}
