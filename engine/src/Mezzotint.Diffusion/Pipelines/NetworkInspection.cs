using Mezzotint.Diffusion.Denoisers.ControlNet;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Lora;
using Mezzotint.Diffusion.Masks;
using Mezzotint.Diffusion.Text.Embeddings;
using Mezzotint.Diffusion.Upscalers;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>What a file of weights is, told by the names of its tensors and without running it.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="SizeBytes">Bytes of its weights.</param>
public sealed record NetworkInspection(NetworkKind Kind, long SizeBytes)
{
    /// <summary>The family of models that it is, or was made for; of others the network's own name; null where
    /// nothing tells.</summary>
    public string? Family { get; init; }

    /// <summary>How many times larger an upscaler makes pictures; null for anything else.</summary>
    public int? Factor { get; init; }

    /// <summary>What there is to say of a model; null for anything else.</summary>
    public ModelInspection? Model { get; init; }

    /// <summary>A sentence for each weight that a model lacks.</summary>
    public IReadOnlyList<string> Missing => Model?.Missing ?? [];

    /// <summary>Inspects a file or a folder.</summary>
    /// <exception cref="CheckpointException">It is unreadable, a pickle, or of no kind that this engine
    /// knows.</exception>
    public static NetworkInspection Of(string path)
    {
        if (Directory.Exists(path) && Directory.GetFiles(path, "*.safetensors") is not [_])
            return OfModel(path); // several networks are a model
        using var file = Checkpoint.Open(path);
        return KindOf(file) switch
        {
            NetworkKind.Lora => OfLora(file),
            NetworkKind.Embedding => Of(NetworkKind.Embedding, file, EmbeddingFile.MadeFor(file)),
            NetworkKind.ControlNet => Of(NetworkKind.ControlNet, file, ControlNetFile.MadeFor(file)),
            NetworkKind.Upscaler => OfUpscaler(file),
            NetworkKind.Foreground => OfMasker(file),
            _ => OfModel(path),
        };
    }

    static NetworkKind KindOf(Checkpoint file) =>
        ControlNetFile.Is(file) ? NetworkKind.ControlNet
        : file.Names.Any(LoraNames.IsOfLora) ? NetworkKind.Lora
        : EmbeddingFile.Is(file) ? NetworkKind.Embedding
        : MaskFile.Is(file) ? NetworkKind.Foreground
        : UpscalerFile.Is(file) ? NetworkKind.Upscaler
        : NetworkKind.Model;

    static NetworkInspection Of(NetworkKind kind, Checkpoint file, string? family) =>
        new(kind, file.SizeBytes) { Family = ContextWidths.Known(family) };

    static NetworkInspection OfLora(Checkpoint file)
    {
        using var lora = LoraFile.Open(file.Path);
        return Of(NetworkKind.Lora, file, lora.MadeFor());
    }

    static NetworkInspection OfUpscaler(Checkpoint file)
    {
        using var upscaler = UpscalerFile.Open(file.Path);
        return Of(NetworkKind.Upscaler, file, upscaler.Kind) with { Factor = upscaler.Factor };
    }

    static NetworkInspection OfMasker(Checkpoint file)
    {
        using var masker = MaskFile.Open(file.Path);
        return masker.Finder is null ? Of(NetworkKind.Foreground, file, "U2-Net or IS-Net")
            : Of(NetworkKind.Finder, file, "CLIPSeg");
    }

    static NetworkInspection OfModel(string path)
    {
        var model = ModelInspection.Of(path);
        return new NetworkInspection(NetworkKind.Model, model.SizeBytes)
        {
            Family = model.Family,
            Model = model,
        };
    }
}
