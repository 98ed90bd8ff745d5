namespace Mezzotint.Training.Evaluation;

/// <summary>The sizes of a <see cref="TraitDetector"/>.</summary>
/// <param name="Channels">Channels of each stage, the finest first; a stage has half the last one's width and
/// height.</param>
sealed record DetectorSizes(params IReadOnlyList<int> Channels)
{
    /// <summary>Width and height of what the head sees.</summary>
    public const int Last = 4;

    /// <summary>Pictures of 128 pixels, 1.5 million weights.</summary>
    public static DetectorSizes Usual { get; } = new(32, 64, 96, 128, 160);

    /// <summary>Width and height of the pictures that it looks at.</summary>
    public int Input => Last << Channels.Count;
}
