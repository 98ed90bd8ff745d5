using Mezzotint.Tensors;

namespace Mezzotint.Training.Losses;

/// <summary>Means over all elements of the squared and of the absolute difference to a target.</summary>
public static class PixelLoss
{
    /// <summary>mean((y - target)^2).</summary>
    /// <param name="y">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="gradient">The same shape; weight 2 (y - target) / n is added to it.</param>
    /// <param name="weight">The loss's share in the whole.</param>
    /// <returns>The mean, without the weight.</returns>
    public static double AddSquared(Tensor y, Tensor target, Tensor gradient, float weight = 1)
    {
        var (factor, sum) = (2 * weight / y.Shape.Count, 0.0);
        ReadOnlySpan<float> a = y.Span, b = target.Span;
        var g = gradient.Span;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = a[i] - b[i];
            sum += difference * difference;
            g[i] += factor * difference;
        }
        return sum / a.Length;
    }

    /// <summary>mean(|y - target|).</summary>
    /// <param name="y">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="gradient">The same shape; weight sign(y - target) / n is added to it.</param>
    /// <param name="weight">The loss's share in the whole.</param>
    /// <returns>The mean, without the weight.</returns>
    public static double AddAbsolute(Tensor y, Tensor target, Tensor gradient, float weight = 1)
    {
        var (factor, sum) = (weight / y.Shape.Count, 0.0);
        ReadOnlySpan<float> a = y.Span, b = target.Span;
        var g = gradient.Span;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = a[i] - b[i];
            sum += MathF.Abs(difference);
            g[i] += difference > 0 ? factor : difference < 0 ? -factor : 0;
        }
        return sum / a.Length;
    }
}
