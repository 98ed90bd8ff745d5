using Mezzotint.Diffusion.Predictions;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>What a model's files may leave open.</summary>
public sealed record PipelineOptions
{
    /// <summary>
    /// Folder (vocab.json, merges.txt) or file (bpe_simple_vocab_16e6.txt[.gz]) of the CLIP vocabulary; null to look
    /// beside the model.
    /// </summary>
    public string? Vocabulary { get; init; }

    /// <summary>What the UNet outputs; null for what the files say.</summary>
    public PredictionType? Prediction { get; init; }

    /// <summary>
    /// A TAESD decoder for previews; null to look beside the model, and do without where there is none.
    /// </summary>
    public string? PreviewDecoder { get; init; }

    /// <summary>
    /// Folders of the LoRAs that prompts name; null for <c>loras</c> in the model's folder and beside it.
    /// </summary>
    public IReadOnlyList<string>? LoraFolders { get; init; }

    /// <summary>
    /// Folders of the embeddings that prompts name; null for <c>embeddings</c> in the model's folder and beside it.
    /// </summary>
    public IReadOnlyList<string>? EmbeddingFolders { get; init; }

    /// <summary>
    /// Folders of the ControlNets that requests name; null for <c>controlnets</c> in the model's folder and beside it.
    /// </summary>
    public IReadOnlyList<string>? ControlNetFolders { get; init; }
}
