using Mezzotint.Training.Miniature.Scenes.Drawing;

namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>Draws scenes at random, either only of combinations that training may see or only of the others.</summary>
public sealed class SceneSampler
{
    const float CompanionShare = 0.13f;

    static readonly float[] PlaceWeights = [2.2f, 1, 1, 1, 1, 1, 1, 1];
    /// <summary>No orange and brown, which look like sand or each other, nor black and white: night and snow.</summary>
    static readonly float[] HillWeights = [1.5f, 0, 2, 10, 1.5f, 1.5f, 1.5f, 0, 0, 0];
    static readonly float[] TimeWeights = [1.2f, 1.3f, 1, 0.8f];
    static readonly float[] StyleWeights = [2.2f, 1, 1, 1];
    static readonly float[] PositionWeights = [1, 2.4f, 1];
    static readonly float[] CountWeights = [5, 1, 1];

    readonly bool _isHeldOut;

    SceneSampler(bool isHeldOut) => _isHeldOut = isHeldOut;

    /// <summary>Scenes to train on: none shows a held-out combination.</summary>
    public static SceneSampler Training { get; } = new(false);

    /// <summary>Scenes to evaluate on: each shows a held-out combination, and one subject kind only.</summary>
    public static SceneSampler HeldOut { get; } = new(true);

    /// <summary>The scene of a seed: the way to resume in the middle of a sequence.</summary>
    public SceneDescription Draw(int seed) => Draw(new Random(seed));

    /// <summary>The next scene of a generator.</summary>
    public SceneDescription Draw(Random random)
    {
        while (true)
        {
            var scene = DrawAny(random);
            if (_isHeldOut)
                scene = scene with { Companion = null };
            if (HeldOutCombinations.Contains(scene) == _isHeldOut)
                return scene;
        }
    }

    static SceneDescription DrawAny(Random random)
    {
        var place = (Place)random.Weighted(PlaceWeights);
        var scene = new SceneDescription
        {
            Subject = random.Of(Enum.GetValues<Subject>()),
            Color = random.Of(Enum.GetValues<ColorName>()),
            Place = place,
            HillColor = place == Place.Hill ? (ColorName)random.Weighted(HillWeights) : null,
            Time = (Time)random.Weighted(TimeWeights),
            Style = (PictureStyle)random.Weighted(StyleWeights),
            Seed = random.Next(),
        };
        if (random.Chance(CompanionShare))
            return WithCompanion(scene, random);
        var count = 1 + random.Weighted(CountWeights);
        return count > 1
            ? scene with { Count = count }
            : scene with { Position = (Position)random.Weighted(PositionWeights) };
    }

    static SceneDescription WithCompanion(SceneDescription scene, Random random)
    {
        var subjects = Enum.GetValues<Subject>().Length;
        var colors = Enum.GetValues<ColorName>().Length;
        return scene with
        {
            Position = random.Of(Position.Left, Position.Right),
            Companion = new Companion(
                (Subject)(((int)scene.Subject + random.Next(1, subjects)) % subjects),
                (ColorName)(((int)scene.Color + random.Next(1, colors)) % colors)),
        };
    }
}
