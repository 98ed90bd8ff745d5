using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Noise;

/// <summary>Noise for SDE samplers from one Brownian path an image: another number of steps still walks along the same
/// path.</summary>
/// <remarks>
/// Sigma is the path's time. The draw for a step is the path's increment over it, divided by the square root of its
/// length, with the sign of time running backward, as k-diffusion takes it. Overlapping steps get noise that is alike
/// where they overlap.
/// </remarks>
public sealed class BrownianNoise
{
    readonly BrownianTree[] _trees;
    readonly Shape _shape;

    /// <summary>One path an image.</summary>
    /// <param name="seeds">A seed an image, in the order of the batch, 0 or more.</param>
    /// <param name="shape">Of the latents, (B, C, H, W).</param>
    /// <param name="sigmaMin">The lowest sigma of the run that is not 0.</param>
    /// <param name="sigmaMax">The highest.</param>
    /// <exception cref="ArgumentException">The numbers of seeds and images differ, or a seed is negative.</exception>
    public BrownianNoise(IReadOnlyList<long> seeds, Shape shape, double sigmaMin, double sigmaMax)
    {
        if (seeds.Count != shape[0])
            throw new ArgumentException($"Latents {shape} hold {shape[0]} images, {seeds.Count} seeds were given.");
        if (seeds.Any(seed => seed < 0))
            throw new ArgumentException(
                $"The seed {seeds.First(seed => seed < 0)} is negative: seeds run from 0 to {long.MaxValue}.");
        _shape = shape;
        _trees = [.. seeds.Select(seed => new BrownianTree(seed, shape.Count / shape[0], sigmaMin, sigmaMax))];
    }

    /// <summary>The noise of a step, (B, C, H, W), of variance 1.</summary>
    /// <param name="sigma">Where the step starts.</param>
    /// <param name="sigmaNext">Where it ends, below or above.</param>
    public Tensor Draw(double sigma, double sigmaNext)
    {
        var noise = new Tensor(_shape);
        var scale = (float)(Math.Sign(sigmaNext - sigma) / Math.Sqrt(Math.Abs(sigmaNext - sigma)));
        for (var i = 0; i < _trees.Length; i++)
            _trees[i].Increment(Math.Min(sigma, sigmaNext), Math.Max(sigma, sigmaNext), noise.Rows(i, 1).Span);
        return noise * scale;
    }
}
