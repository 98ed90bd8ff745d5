namespace Mezzotint.Catalogue.Rules;

/// <summary>What a request can set.</summary>
public enum Parameter
{
    /// <summary>What the picture shows.</summary>
    Prompt,

    /// <summary>Width and height, or their ratio.</summary>
    Size,

    /// <summary>Number of images.</summary>
    Count,

    /// <summary>What to keep away from.</summary>
    NegativePrompt,

    /// <summary>The seed.</summary>
    Seed,

    /// <summary>Sampler steps.</summary>
    Steps,

    /// <summary>Guidance scale.</summary>
    Guidance,

    /// <summary>The sampler.</summary>
    Sampler,

    /// <summary>The schedule.</summary>
    Scheduler,

    /// <summary>LoRA files and their multipliers.</summary>
    Lora,

    /// <summary>How much of a given image is painted over.</summary>
    Strength,

    /// <summary>Anything else that the engine has.</summary>
    Other,
}
