using Mezzotint.Tensors;

namespace Mezzotint.Training.Losses;

/// <summary>
/// How far a latent's distribution is from the unit normal one: Kingma and Welling 2013 (arXiv:1312.6114), appendix B.
/// </summary>
public static class GaussianDivergence
{
    /// <summary>mean((mean^2 + exp(logVariance) - 1 - logVariance) / 2) over all latent elements.</summary>
    /// <param name="moments">(..., 2 C): means, then log-variances.</param>
    /// <param name="gradient">The same shape; the weighted gradient is added to it.</param>
    /// <param name="weight">The loss's share in the whole.</param>
    /// <returns>The mean in nats, without the weight.</returns>
    public static double Add(Tensor moments, Tensor gradient, float weight)
    {
        var width = moments.Shape[^1] / 2;
        var factor = 2 * weight / moments.Shape.Count;
        ReadOnlySpan<float> values = moments.Span;
        var g = gradient.Span;
        var sum = 0.0;
        for (var row = 0; row < values.Length; row += 2 * width)
            for (var c = row; c < row + width; c++)
            {
                var (mean, logVariance) = (values[c], Math.Clamp(values[c + width], -30, 20));
                var variance = MathF.Exp(logVariance);
                sum += (mean * mean + variance - 1 - logVariance) / 2;
                g[c] += factor * mean;
                g[c + width] += factor * (variance - 1) / 2;
            }
        return sum / (moments.Shape.Count / 2);
    }
}
