using Mezzotint.Imaging.Preprocessing;

namespace Mezzotint.Cli.Generation;

/// <summary>The ControlNet that a user asked for.</summary>
/// <param name="Path">Its file, folder or name.</param>
/// <param name="Image">The picture that it sees.</param>
sealed record ControlWish(string Path, SourcePicture Image)
{
    /// <summary>What is made of the picture first.</summary>
    public Preprocessor Preprocess { get; init; }

    /// <summary>How strongly it guides.</summary>
    public double Strength { get; init; } = 1;

    /// <summary>The share of the steps after which it begins.</summary>
    public double Start { get; init; }

    /// <summary>The share of the steps at which it ends.</summary>
    public double End { get; init; } = 1;
}
