using Mezzotint.Diffusion.Lora;
using Mezzotint.Diffusion.Pipelines;

namespace Mezzotint.Cli.Generation;

/// <summary>What a user asked to add to the model.</summary>
sealed record AddOnWish
{
    /// <summary>LoRAs besides those that the prompt names.</summary>
    public IReadOnlyList<LoraUse> Loras { get; init; } = [];

    /// <summary>Where LoRAs lie; null for beside the model.</summary>
    public string? LoraFolder { get; init; }

    /// <summary>Where embeddings lie; null for beside the model.</summary>
    public string? EmbeddingFolder { get; init; }

    /// <summary>The ControlNet.</summary>
    public ControlWish? Control { get; init; }

    /// <summary>The hashes that a recipe has for files, by their names.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; init; } = new Dictionary<string, string>();

    /// <summary>How the model is loaded.</summary>
    public PipelineOptions Options => new()
    {
        LoraFolders = LoraFolder is null ? null : [LoraFolder],
        EmbeddingFolders = EmbeddingFolder is null ? null : [EmbeddingFolder],
    };
}
