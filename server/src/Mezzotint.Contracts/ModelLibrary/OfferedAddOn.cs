namespace Mezzotint.Contracts.ModelLibrary;

/// <summary>A LoRA, embedding or ControlNet that the caller may name in requests.</summary>
public sealed record OfferedAddOn
{
    /// <summary>Its key: of a LoRA the name in loras and in prompts, of an embedding the word in prompts, of a
    /// ControlNet the model in control.</summary>
    public required string Key { get; init; }

    /// <summary>Its name on pages.</summary>
    public required string Title { get; init; }

    /// <summary>lora, embedding or control-net.</summary>
    public required string Kind { get; init; }

    /// <summary>The kinds it belongs to.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The family of models that it was made for; null where the catalogue does not say.</summary>
    public string? Family { get; init; }

    /// <summary>Credits that each use adds to the price of a picture.</summary>
    public required decimal Credits { get; init; }

    /// <summary>Whether it can be used now.</summary>
    public required bool IsAvailable { get; init; }

    /// <summary>Why it cannot; null where it can.</summary>
    public string? Reason { get; init; }
}
