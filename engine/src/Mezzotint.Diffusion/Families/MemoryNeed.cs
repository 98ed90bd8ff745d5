using Mezzotint.Diffusion.Autoencoders;
using Mezzotint.Tensors;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Families;

/// <summary>About how much memory a model takes while it paints: an estimate from sizes, not a measurement.</summary>
/// <remarks>
/// Matrices that a file has in 16 bits or less stay in 16, all else is float32; decoding, or a step, takes about
/// eight pictures of the autoencoder's outermost channels, in tiles of at most 768 pixels. T5 is let go once a
/// text is encoded, but is there again beside the denoiser for the next text.
/// </remarks>
/// <param name="Bytes">With all networks at once.</param>
/// <param name="LeastBytes">For a single text: T5 first, then the others.</param>
public readonly record struct MemoryNeed(long Bytes, long LeastBytes)
{
    const int LivePictures = 8;
    const int MaxTile = 768;

    /// <summary>The estimate.</summary>
    /// <param name="others">Bytes of the weights of all networks but T5.</param>
    /// <param name="t5">Bytes of T5's; 0 for a model without.</param>
    /// <param name="autoencoder">Its sizes.</param>
    /// <param name="size">Edge of the picture, in pixels.</param>
    public static MemoryNeed Of(long others, long t5, AutoencoderConfig autoencoder, int size)
    {
        long edge = Math.Min(size, MaxTile);
        var work = LivePictures * edge * edge * autoencoder.Channels[0] * sizeof(float);
        return new MemoryNeed(others + t5 + work, Math.Max(others + work, t5));
    }

    /// <summary>Bytes that a weight takes in memory.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="stored">How the file has it; null where that is not known.</param>
    public static long BytesOf(Shape shape, DType? stored) => (long)shape.Count * (shape.Rank > 1
        && stored is DType.F16 or DType.BF16 or DType.F8E4M3 or DType.F8E5M2 ? 2L : sizeof(float));

    /// <summary>What a machine with too little is told; null where there is enough.</summary>
    /// <param name="path">The model.</param>
    /// <param name="availableBytes">Memory that the process may take.</param>
    public string? Problem(string path, long availableBytes) => LeastBytes <= availableBytes ? null
        : $"{path} needs about {LeastBytes / 1e9:0.0} GB of memory, and this process may take "
            + $"{availableBytes / 1e9:0.0} GB: take a smaller model, or a machine with more. Quantised files are "
            + "smaller on the disk only: here they take 4 bytes a weight, files of half precision 2.";
}
