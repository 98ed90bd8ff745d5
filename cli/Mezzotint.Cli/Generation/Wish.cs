using Mezzotint.Cli.Output;
using Mezzotint.Imaging;
using Mezzotint.Imaging.Recipes;

namespace Mezzotint.Cli.Generation;

/// <summary>What a user asked <c>generate</c> for; null where the model shall decide.</summary>
sealed record Wish
{
    /// <summary>What the pictures show.</summary>
    public required string Prompt { get; init; }

    /// <summary>What they are kept away from, or nothing.</summary>
    public required string NegativePrompt { get; init; }

    /// <summary>The model's file or folder.</summary>
    public required string ModelPath { get; init; }

    /// <summary>Width and height in pixels.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>Sampler steps.</summary>
    public int? Steps { get; init; }

    /// <summary>Guidance scale.</summary>
    public double? Guidance { get; init; }

    /// <summary>Weight of the guidance away from fewer layers.</summary>
    public double? SkipLayers { get; init; }

    /// <summary>The sampler's name.</summary>
    public string? Sampler { get; init; }

    /// <summary>The name of the spacing of sigmas.</summary>
    public string? Scheduler { get; init; }

    /// <summary>Seed of the first picture; each following picture has the next.</summary>
    public required long Seed { get; init; }

    /// <summary>How many pictures.</summary>
    public required int Count { get; init; }

    /// <summary>The picture to start from.</summary>
    public SourcePicture? Init { get; init; }

    /// <summary>How much of it is made anew.</summary>
    public double? Strength { get; init; }

    /// <summary>White where it is made anew; one channel.</summary>
    public SourcePicture? Mask { get; init; }

    /// <summary>Text encoder layer to take, from 1 for the last.</summary>
    public int? ClipSkip { get; init; }

    /// <summary>What is added to the model.</summary>
    public AddOnWish AddOns { get; init; } = new();

    /// <summary>Where the pictures go.</summary>
    public required OutputNames Names { get; init; }

    /// <summary>Quality of the files, for formats that have one.</summary>
    public required int Quality { get; init; }

    /// <summary>How the files are coded.</summary>
    public EncodeOptions Encoding(Recipe recipe) => new()
    {
        Quality = Quality,
        Metadata = new ImageMetadata(RecipeText.Write(recipe), IsGenerated: true),
    };
}
