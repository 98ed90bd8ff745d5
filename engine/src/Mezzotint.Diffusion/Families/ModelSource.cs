using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>A model on the disk: its sizes and its weights under one naming, whichever layout it has.</summary>
abstract class ModelSource : IDisposable
{
    /// <summary>The file or folder.</summary>
    public required string Path { get; init; }

    /// <summary>How it lies on the disk.</summary>
    public abstract ModelLayout Layout { get; }

    /// <summary>Readers of all files; of a file that holds several parts there may be several.</summary>
    public required IReadOnlyList<WeightReader> Roots { get; init; }

    /// <summary>The denoiser's sizes; a UNet's heads are empty where the files do not tell them.</summary>
    public required DenoiserConfig Denoiser { get; init; }

    /// <summary>The denoiser's weights, in the names of single files.</summary>
    public required WeightReader DenoiserReader { get; init; }

    /// <summary>The autoencoder's sizes.</summary>
    public required AutoencoderConfig Autoencoder { get; init; }

    /// <summary>The autoencoder's weights; null where no file has them.</summary>
    public required WeightReader? AutoencoderReader { get; init; }

    /// <summary>The CLIP text encoders, first to last.</summary>
    public required IReadOnlyList<TextSource> Texts { get; init; }

    /// <summary>The T5 text encoder; null for a model without, or whose files come without.</summary>
    public T5Source? T5 { get; init; }

    /// <summary>A sentence for each part that no file has: what it is, where it goes, where it is usually
    /// found.</summary>
    public IReadOnlyList<string> MissingParts { get; init; } = [];

    /// <summary>Factor from the autoencoder's latents to the UNet's; null where the files do not tell it.</summary>
    public float? LatentScale { get; init; }

    /// <summary>What the autoencoder's latents are moved by; null where the files do not tell it.</summary>
    public float? LatentShift { get; init; }

    /// <summary>Edge in latent pixels of the pictures it was trained on; null where the files do not tell it.</summary>
    public int? SampleSize { get; init; }

    /// <summary>What the files say of noise levels and prediction.</summary>
    public required NoiseSettings Noise { get; init; }

    /// <summary>Tensors that no network of the model asked for, once all were built.</summary>
    public IEnumerable<string> Unexpected() => Roots.GroupBy(root => root.Checkpoint)
        .SelectMany(readers => readers.Select(reader => reader.Unused).Aggregate((a, b) => a.Intersect(b)))
        .Where(name => !IsHarmless(name));

    /// <summary>The files of a single file's other parts, shards included, and vocabularies that were found.</summary>
    public IEnumerable<string> OtherFiles()
    {
        IEnumerable<string?> words = [T5?.Vocabulary, .. Texts.Select(text => text.TokenizerFolder)];
        return Layout == ModelLayout.Folder ? [] : Files.SelectMany(file => file.FilePaths).Concat(words)
            .OfType<string>().Select(System.IO.Path.GetFullPath).Distinct()
            .Where(file => file != System.IO.Path.GetFullPath(Path));
    }

    /// <summary>Opens a single file or a diffusers folder.</summary>
    /// <exception cref="CheckpointException">It is missing, unreadable, or of no layout or family that this engine
    /// knows.</exception>
    public static ModelSource Open(string path) =>
        Directory.Exists(path) ? FolderSource.Read(path)
            : TransformerFileSource.TryRead(path) ?? (ModelSource)SingleFileSource.Read(path);

    /// <summary>Bytes of all files of weights.</summary>
    public long SizeBytes => Files.Sum(file => file.SizeBytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in Files)
            file.Dispose();
    }

    IEnumerable<Checkpoint> Files => Roots.Select(root => root.Checkpoint).Distinct();

    /// <summary>Whether a tensor is a left-over of training or a constant that is computed here.</summary>
    static bool IsHarmless(string name) =>
        name.EndsWith(".position_ids", StringComparison.Ordinal)
            || name.EndsWith("logit_scale", StringComparison.Ordinal)
            || name.EndsWith("text_projection.weight", StringComparison.Ordinal) // where a family reads none
        || name.EndsWith("encoder.embed_tokens.weight", StringComparison.Ordinal) // T5's table, stored twice
        || name.EndsWith(".attn_mask", StringComparison.Ordinal)
        || name.StartsWith("model_ema.", StringComparison.Ordinal)
        || NoiseSettings.Buffers.Contains(name);
}
