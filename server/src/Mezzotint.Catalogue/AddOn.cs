using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue;

/// <summary>A file that requests can name besides the model: a LoRA, an embedding, a ControlNet.</summary>
public sealed record AddOn
{
    /// <summary>Its name in the catalogue, in the API and in prompts, and its file's name on workers.</summary>
    [Key]
    public required string Key { get; init; }

    /// <summary>Its name on pages.</summary>
    [Text(1, 60)]
    public required string Title { get; init; }

    /// <summary>What it is.</summary>
    public required AddOnKind Kind { get; init; }

    /// <summary>The kinds that plans tell it by, as models are; access that is limited counts as allowed.</summary>
    [Items(1, 16), Reference(typeof(Tag))]
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The family of models that it was made for; another family's models are refused with it.</summary>
    [Text(1, 60)]
    public string? Family { get; init; }

    /// <summary>SHA-256 of its file in hexadecimal digits: workers use no other.</summary>
    [Text(64, 64)]
    public string? Sha256 { get; init; }

    /// <summary>What it adds to the price of each result, in credits.</summary>
    [Credits(0, 100_000)]
    public long Millicredits { get; init; }

    /// <summary>Whether it can be used now.</summary>
    public bool Available { get; init; } = true;

    /// <summary>Why it cannot; stands where it is not available.</summary>
    [Text(1, 300)]
    public string? Reason { get; init; }
}
