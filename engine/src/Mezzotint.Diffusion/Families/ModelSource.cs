using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Diffusion.Denoisers.UNet;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>A model on the disk: its sizes and its weights under one naming, whichever layout it has.</summary>
abstract class ModelSource : IDisposable
{
    /// <summary>The file or folder.</summary>
    public required string Path { get; init; }

    /// <summary>How it lies on the disk.</summary>
    public abstract ModelLayout Layout { get; }

    /// <summary>The readers that all others are scopes of.</summary>
    public required IReadOnlyList<WeightReader> Roots { get; init; }

    /// <summary>The UNet's sizes; its heads are empty where the files do not tell them.</summary>
    public required UNetConfig UNet { get; init; }

    /// <summary>The UNet's weights.</summary>
    public required WeightReader UNetReader { get; init; }

    /// <summary>The autoencoder's sizes.</summary>
    public required AutoencoderConfig Autoencoder { get; init; }

    /// <summary>The autoencoder's weights.</summary>
    public required WeightReader AutoencoderReader { get; init; }

    /// <summary>The text encoders, first to last.</summary>
    public required IReadOnlyList<TextSource> Texts { get; init; }

    /// <summary>Factor from the autoencoder's latents to the UNet's; null where the files do not tell it.</summary>
    public float? LatentScale { get; init; }

    /// <summary>Edge in latent pixels of the pictures it was trained on; null where the files do not tell it.</summary>
    public int? SampleSize { get; init; }

    /// <summary>What the files say of noise levels and prediction.</summary>
    public required NoiseSettings Noise { get; init; }

    /// <summary>Tensors that no network of the model asked for, once all were built.</summary>
    public IEnumerable<string> Unexpected() => Roots.SelectMany(root => root.Unused).Where(name => !IsHarmless(name));

    /// <summary>Opens a single file or a diffusers folder.</summary>
    /// <exception cref="CheckpointException">It is missing, unreadable, or of no layout or family that this engine
    /// knows.</exception>
    public static ModelSource Open(string path) =>
        Directory.Exists(path) ? FolderSource.Read(path) : SingleFileSource.Read(path);

    /// <summary>Bytes of all files of weights.</summary>
    public long SizeBytes => Roots.Sum(root => root.Checkpoint.SizeBytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var root in Roots)
            root.Checkpoint.Dispose();
    }

    /// <summary>Whether a tensor is a left-over of training or a constant that is computed here.</summary>
    static bool IsHarmless(string name) =>
        name.EndsWith(".position_ids", StringComparison.Ordinal)
            || name.EndsWith(".logit_scale", StringComparison.Ordinal)
        || name.EndsWith(".attn_mask", StringComparison.Ordinal)
        || name.StartsWith("model_ema.", StringComparison.Ordinal)
        || NoiseSettings.Buffers.Contains(name);
}
