using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>A model that requests can name.</summary>
public sealed record Model
{
    /// <summary>The name of the bundled model among checkpoints.</summary>
    public const string Miniature = "miniature";

    /// <summary>Its name in the catalogue and in the API.</summary>
    [Key]
    public required string Key { get; init; }

    /// <summary>Its name on pages.</summary>
    [Text(1, 60)]
    public required string Title { get; init; }

    /// <summary>The kinds it belongs to; a plan's strictest word about them counts.</summary>
    [Items(1, 16), Reference(typeof(Tag))]
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The kind of network, such as sdxl; for people, the engine finds out by itself.</summary>
    [Text(1, 60)]
    public string? Family { get; init; }

    /// <summary>Where its weights are: a path, a name that the engine knows, or miniature, the bundled model.</summary>
    [Text(1, 1000)]
    public string? Checkpoint { get; init; }

    /// <summary>What it makes.</summary>
    public ModelKind Kind { get; init; } = ModelKind.Painter;

    /// <summary>How many times larger an upscaler makes a picture; stands for these alone.</summary>
    [Whole(1, 16)]
    public int? Factor { get; init; }

    /// <summary>The side of the square picture that it makes where no size is asked for; for pages.</summary>
    [Whole(64, 8192)]
    public int? SidePixels { get; init; }

    /// <summary>What shows it in lists, as a picture in a data: address; the bundled model has its own.</summary>
    [ModelPicture]
    public string? Picture { get; init; }

    /// <summary>The wallet that its pictures are paid from.</summary>
    [Reference(typeof(Wallet))]
    public required string Wallet { get; init; }

    /// <summary>What runs it.</summary>
    public Engine Engine { get; init; } = Engine.BuiltIn;

    /// <summary>Whether it can be used now.</summary>
    public bool Available { get; init; } = true;

    /// <summary>Why it cannot; stands where it is not available.</summary>
    [Text(1, 300)]
    public string? Reason { get; init; }

    /// <summary>Whether it is of a kind that does some work.</summary>
    public bool Does(Work work) => work switch
    {
        Work.Paint => Kind == ModelKind.Painter,
        Work.Upscale => Kind == ModelKind.Upscaler,
        _ => Kind is ModelKind.Foreground or ModelKind.Finder,
    };
}
