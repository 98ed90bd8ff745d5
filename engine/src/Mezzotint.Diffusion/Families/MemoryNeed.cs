using Mezzotint.Diffusion.Autoencoders;

namespace Mezzotint.Diffusion.Families;

/// <summary>About how much memory a model takes while it paints: an estimate from sizes, not a measurement.</summary>
/// <remarks>
/// Weights are kept as float32, whatever the file has; decoding takes about six pictures of the autoencoder's outermost
/// channels, in tiles of at most 768 pixels. T5 is let go once a text is encoded, but is there again beside the
/// denoiser for the next text.
/// </remarks>
/// <param name="Bytes">With all networks at once.</param>
/// <param name="LeastBytes">For a single text: T5 first, then the others.</param>
public readonly record struct MemoryNeed(long Bytes, long LeastBytes)
{
    const int BytesPerParameter = sizeof(float);
    const int LivePictures = 6;
    const int MaxTile = 768;

    /// <summary>The estimate.</summary>
    /// <param name="parameters">Of all networks but T5.</param>
    /// <param name="t5Parameters">Of T5; 0 for a model without.</param>
    /// <param name="autoencoder">Its sizes.</param>
    /// <param name="size">Edge of the picture, in pixels.</param>
    public static MemoryNeed Of(long parameters, long t5Parameters, AutoencoderConfig autoencoder, int size)
    {
        long edge = Math.Min(size, MaxTile);
        var work = LivePictures * edge * edge * autoencoder.Channels[0] * sizeof(float);
        var (others, t5) = (BytesPerParameter * parameters, BytesPerParameter * t5Parameters);
        return new MemoryNeed(others + t5 + work, Math.Max(others + work, t5));
    }

    /// <summary>What a machine with too little is told; null where there is enough.</summary>
    /// <param name="path">The model.</param>
    /// <param name="availableBytes">Memory that the process may take.</param>
    public string? Problem(string path, long availableBytes) => LeastBytes <= availableBytes ? null
        : $"{path} needs about {LeastBytes / 1e9:0.0} GB of memory, and this process may take "
            + $"{availableBytes / 1e9:0.0} GB: take a smaller model, or a machine with more. Quantised files are "
            + "smaller on the disk only.";
}
