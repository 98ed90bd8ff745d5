using Mezzotint.Training.Miniature.Scenes.Drawing;
using Mezzotint.Training.Miniature.Scenes.Subjects;

namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>One subject of a scene, its middle and its height in unit coordinates.</summary>
readonly record struct Placement(Subject Subject, ColorName Color, float X, float Height)
{
    const float Margin = 0.06f;

    /// <summary>Places the scene's subjects.</summary>
    public static IReadOnlyList<Placement> Arrange(SceneDescription scene, Random random)
    {
        if (scene.Companion is { } companion)
        {
            var isFirstLeft = scene.Position == Position.Left;
            return
            [
                Fit(scene.Subject, scene.Color, isFirstLeft ? 0.28f : 0.72f, 2, random),
                Fit(companion.Subject, companion.Color, isFirstLeft ? 0.72f : 0.28f, 2, random),
            ];
        }
        return scene.Count switch
        {
            1 => [Single(scene, random)],
            2 => [.. Same(scene, [0.28f, 0.72f], random)],
            _ => [.. Same(scene, [0.19f, 0.5f, 0.81f], random)],
        };
    }

    static IEnumerable<Placement> Same(SceneDescription scene, float[] xs, Random random)
    {
        foreach (var x in xs)
            yield return Fit(scene.Subject, scene.Color, x, xs.Length, random);
    }

    static Placement Fit(Subject subject, ColorName color, float x, int count, Random random)
    {
        var height = random.Between(0.4f, 0.46f);
        var widest = (count == 2 ? 0.39f : 0.275f) * random.Between(0.94f, 1);
        return new(subject, color, x + random.Between(-0.015f, 0.015f),
            MathF.Min(height, widest / Figure.Of(subject).Width));
    }

    static Placement Single(SceneDescription scene, Random random)
    {
        var width = Figure.Of(scene.Subject).Width;
        var isMiddle = scene.Position == Position.Middle;
        var widest = (isMiddle ? 0.72f : 0.5f) * random.Between(0.92f, 1);
        var height = MathF.Min(random.Between(0.52f, 0.62f), widest / width);
        var drift = random.Between(-0.03f, 0.03f);
        var nearest = width * height / 2 + Margin;
        var x = scene.Position switch
        {
            Position.Left => MathF.Max(0.26f + drift, nearest),
            Position.Right => MathF.Min(0.74f + drift, 1 - nearest),
            _ => 0.5f + drift,
        };
        return new(scene.Subject, scene.Color, x, height);
    }
}
