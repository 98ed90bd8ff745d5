namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>One combination in ten of subject, colour, place, time and style that training never sees.</summary>
public static class HeldOutCombinations
{
    const int OneIn = 10;

    /// <summary>
    /// Whether the scene shows a combination that is held out, be it its first subject's or its second's.
    /// </summary>
    public static bool Contains(SceneDescription scene) =>
        IsHeldOut(scene, scene.Subject, scene.Color)
        || scene.Companion is { } companion && IsHeldOut(scene, companion.Subject, companion.Color);

    static bool IsHeldOut(SceneDescription scene, Subject subject, ColorName color)
    {
        var hash = 2166136261u;
        ReadOnlySpan<int> attributes = [(int)subject, (int)color, (int)scene.Place, (int)scene.Time, (int)scene.Style];
        foreach (var attribute in attributes)
            hash = (hash ^ (uint)(attribute + 1)) * 16777619u;    // FNV-1a, one attribute a byte
        hash ^= hash >> 15;
        hash *= 0x2c1b3c6du;    // its low bits alone follow the last attribute too closely
        hash ^= hash >> 13;
        return hash % OneIn == 0;
    }
}
