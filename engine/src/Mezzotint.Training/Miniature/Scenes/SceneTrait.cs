namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>One thing that a scene's caption may name, as a label for a classifier.</summary>
/// <param name="Name">Its name, a lower-case word.</param>
/// <param name="Values">The names of its values; a label is an index into them.</param>
/// <param name="Label">The label of a scene.</param>
public sealed record SceneTrait(string Name, IReadOnlyList<string> Values, Func<SceneDescription, int> Label)
{
    /// <summary>What the (first) subject is.</summary>
    public static SceneTrait Subject { get; } = new("subject", Names<Subject>(), scene => (int)scene.Subject);

    /// <summary>The (first) subject's colour.</summary>
    public static SceneTrait Color { get; } = new("color", Names<ColorName>(), scene => (int)scene.Color);

    /// <summary>The place.</summary>
    public static SceneTrait Place { get; } = new("place", Names<Place>(), scene => (int)scene.Place);

    /// <summary>The hill's colour; "none", the last value, where there is no hill.</summary>
    public static SceneTrait Hill { get; } = new("hill", [.. Names<ColorName>(), "none"],
        scene => scene.HillColor is { } color ? (int)color : Names<ColorName>().Length);

    /// <summary>The time.</summary>
    public static SceneTrait Time { get; } = new("time", Names<Time>(), scene => (int)scene.Time);

    /// <summary>The style.</summary>
    public static SceneTrait Style { get; } = new("style", Names<PictureStyle>(), scene => (int)scene.Style);

    /// <summary>The position of the (first) subject.</summary>
    public static SceneTrait Position { get; } = new("position", Names<Position>(), scene => (int)scene.Position);

    /// <summary>How many of the (first) subject there are; the label is one less.</summary>
    public static SceneTrait Count { get; } = new("count", ["one", "two", "three"], scene => scene.Count - 1);

    /// <summary>All of them, in the order of a classifier's heads.</summary>
    public static IReadOnlyList<SceneTrait> All { get; } =
        [Subject, Color, Place, Hill, Time, Style, Position, Count];

    static string[] Names<T>() where T : struct, Enum =>
        Array.ConvertAll(Enum.GetNames<T>(), name => name.ToLowerInvariant());
}
