namespace Mezzotint.Training.Miniature.Scenes;

/// <summary>
/// All that decides a picture: the attributes a caption may name, and the seed of everything it cannot.
/// </summary>
public sealed record SceneDescription
{
    /// <summary>What the scene shows.</summary>
    public required Subject Subject { get; init; }

    /// <summary>The colour of the subject.</summary>
    public required ColorName Color { get; init; }

    /// <summary>Where the scene is set.</summary>
    public required Place Place { get; init; }

    /// <summary>
    /// The colour of the hill; null exactly where <see cref="Place"/> is not <see cref="Place.Hill"/>.
    /// </summary>
    public ColorName? HillColor { get; init; }

    /// <summary>What the sky is like.</summary>
    public required Time Time { get; init; }

    /// <summary>How the scene is rendered.</summary>
    public required PictureStyle Style { get; init; }

    /// <summary>Where the subject stands; several of it are spread evenly and count as the middle.</summary>
    public Position Position { get; init; } = Position.Middle;

    /// <summary>How many of the subject there are, 1 to 3.</summary>
    public int Count { get; init; } = 1;

    /// <summary>A second subject beside a single first one that stands left or right, or none.</summary>
    public Companion? Companion { get; init; }

    /// <summary>Decides pose, proportions, exact size and place, clouds, stars and waves.</summary>
    public int Seed { get; init; }
}
