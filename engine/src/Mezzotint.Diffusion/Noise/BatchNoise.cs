using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Noise;

/// <summary>Noise for a batch whose images each have a seed: image k gets the same numbers in any batch.</summary>
public sealed class BatchNoise
{
    readonly NoiseSource[] _sources;
    readonly Shape _shape;

    /// <summary>One source an image.</summary>
    /// <param name="sources">As many as the batch has images, in its order.</param>
    /// <param name="shape">Of the latents, (B, C, H, W).</param>
    /// <exception cref="ArgumentException">The numbers of sources and images differ.</exception>
    public BatchNoise(IEnumerable<NoiseSource> sources, Shape shape)
    {
        _sources = [.. sources];
        _shape = shape;
        if (_sources.Length != shape[0])
            throw new ArgumentException(
                $"Latents {shape} hold {shape[0]} images, {_sources.Length} noise sources were given.");
    }

    /// <summary>
    /// The noise the engine draws unless told otherwise: Philox, because all 63 bits of a seed count (PyTorch's CPU
    /// generator drops the upper half) and because it is what a GPU makes of the same seed.
    /// </summary>
    public static BatchNoise FromSeeds(IEnumerable<long> seeds, Shape shape) =>
        new(seeds.Select(s => new PhiloxNoise(s)), shape);

    /// <summary>The next independent draw, (B, C, H, W).</summary>
    public Tensor Draw()
    {
        var noise = new Tensor(_shape);
        for (var i = 0; i < _sources.Length; i++)
            _sources[i].Fill(noise.Rows(i, 1).Span);
        return noise;
    }
}
