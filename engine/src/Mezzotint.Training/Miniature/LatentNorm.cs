using Mezzotint.Tensors;

namespace Mezzotint.Training.Miniature;

/// <summary>
/// What brings each channel of a latent to mean 0 and deviation 1, as the noise schedule takes for granted.
/// </summary>
/// <param name="Mean">By channel.</param>
/// <param name="Deviation">By channel.</param>
sealed record LatentNorm(float[] Mean, float[] Deviation)
{
    /// <summary>Always the same first latents are measured, so that more of them do not move the goal.</summary>
    const int LatentsMeasured = 512;

    /// <summary>Measures latents, channels last.</summary>
    public static LatentNorm Of(ReadOnlySpan<Half> latents)
    {
        var channels = MiniatureSizes.Autoencoder.LatentChannels;
        var measured = latents[..Math.Min(latents.Length, LatentsMeasured * LatentFile.Length)];
        var (sums, squares) = (new double[channels], new double[channels]);
        for (var i = 0; i < measured.Length; i++)
        {
            var value = (double)measured[i];
            sums[i % channels] += value;
            squares[i % channels] += value * value;
        }
        var count = (double)measured.Length / channels;
        return new LatentNorm(
            [.. sums.Select(sum => (float)(sum / count))],
            [.. sums.Zip(squares, (sum, square) => (float)Math.Sqrt(square / count - sum / count * (sum / count)))]);
    }

    /// <summary>(latent - mean) / deviation.</summary>
    public void Apply(ReadOnlySpan<Half> latent, Span<float> y)
    {
        for (var i = 0; i < y.Length; i++)
            y[i] = ((float)latent[i] - Mean[i % Mean.Length]) / Deviation[i % Mean.Length];
    }

    /// <summary>
    /// Moves the norm into the 1x1 kernels around the latent: it comes out with deviation 1 / LatentScale, and goes in
    /// so.
    /// </summary>
    /// <remarks>
    /// With d = deviation scale: W' = W / d, b' = (b - mean) / d; the log-variance less 2 ln d; post: W' = W d, b' = b
    /// + W mean.
    /// </remarks>
    public void FoldInto(IReadOnlyList<Weight> autoencoder)
    {
        var channels = Mean.Length;
        var d = Deviation.Select(deviation => deviation * MiniatureSizes.LatentScale).ToArray();
        var (weight, bias) = (Find("quant_conv.weight"), Find("quant_conv.bias"));
        var (after, afterBias) = (Find("post_quant_conv.weight"), Find("post_quant_conv.bias"));
        for (var c = 0; c < channels; c++)
        {
            for (var i = 0; i < 2 * channels; i++)
                weight.Value.Span[c * 2 * channels + i] /= d[c];
            bias.Value.Span[c] = (bias.Value.Span[c] - Mean[c]) / d[c];
            bias.Value.Span[channels + c] -= 2 * MathF.Log(d[c]);
            for (var o = 0; o < channels; o++)
            {
                afterBias.Value.Span[o] += after.Value.Span[o * channels + c] * Mean[c];
                after.Value.Span[o * channels + c] *= d[c];
            }
        }
        foreach (var changed in (Weight[])[weight, bias, after, afterBias])
            changed.Changed();

        Weight Find(string name) => autoencoder.Single(candidate => candidate.Name == name);
    }
}
