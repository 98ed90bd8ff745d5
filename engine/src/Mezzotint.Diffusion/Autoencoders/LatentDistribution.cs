using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>
/// The normal distribution of a picture's latent: what the encoder of a variational autoencoder tells.
/// </summary>
/// <param name="Mean">(B, H, W, LatentChannels).</param>
/// <param name="LogVariance">ln sigma^2, the same shape, held within -30 and 20.</param>
public sealed record LatentDistribution(Tensor Mean, Tensor LogVariance)
{
    const float LogVarianceMin = -30;
    const float LogVarianceMax = 20;

    /// <summary>
    /// Splits the moments that <see cref="KlAutoencoder.Encode"/> gives, (B, H, W, 2 LatentChannels).
    /// </summary>
    public static LatentDistribution From(Operations ops, Tensor moments)
    {
        var channels = moments.Shape[^1] / 2;
        var logVariance = ops.Slice(moments, -1, channels, channels);
        foreach (ref var value in logVariance.Span)
            value = Math.Clamp(value, LogVarianceMin, LogVarianceMax);
        return new LatentDistribution(ops.Slice(moments, -1, 0, channels), logVariance);
    }

    /// <summary>sigma = exp(ln sigma^2 / 2).</summary>
    public Tensor StandardDeviation()
    {
        var deviation = LogVariance.Clone();
        foreach (ref var value in deviation.Span)
            value = MathF.Exp(value / 2);
        return deviation;
    }

    /// <summary>mean + sigma n, Kingma and Welling 2013 (arXiv:1312.6114), section 2.4.</summary>
    /// <param name="noise">n, unit normal, in the mean's shape.</param>
    public Tensor Sample(Tensor noise) => Mean + StandardDeviation() * noise;
}
