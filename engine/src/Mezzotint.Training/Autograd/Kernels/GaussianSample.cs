namespace Mezzotint.Training.Autograd.Kernels;

/// <summary>
/// A normal variable by its moments, as a function that has a gradient: Kingma and Welling 2013 (arXiv:1312.6114),
/// section 2.4.
/// </summary>
static class GaussianSample
{
    const float LogVarianceMin = -30, LogVarianceMax = 20;

    /// <summary>z = mean + exp(logVariance / 2) noise.</summary>
    /// <param name="moments">(rows, 2 width): means, then log-variances.</param>
    /// <param name="noise">(rows, width).</param>
    /// <param name="z">(rows, width), overwritten.</param>
    /// <param name="width">Length of a row of z.</param>
    public static void Run(ReadOnlySpan<float> moments, ReadOnlySpan<float> noise, Span<float> z, int width)
    {
        for (var i = 0; i < z.Length; i++)
        {
            var mean = i / width * 2 * width + i % width;
            z[i] = moments[mean]
                + MathF.Exp(Math.Clamp(moments[mean + width], LogVarianceMin, LogVarianceMax) / 2) * noise[i];
        }
    }

    /// <summary>dMean = dz; dLogVariance = dz exp(logVariance / 2) noise / 2, 0 where it was held.</summary>
    public static void RunGradient(
        ReadOnlySpan<float> moments, ReadOnlySpan<float> noise, ReadOnlySpan<float> dz, Span<float> dMoments, int width)
    {
        for (var i = 0; i < dz.Length; i++)
        {
            var mean = i / width * 2 * width + i % width;
            var logVariance = moments[mean + width];
            dMoments[mean] = dz[i];
            dMoments[mean + width] = logVariance is < LogVarianceMin or > LogVarianceMax ? 0
                : dz[i] * MathF.Exp(logVariance / 2) * noise[i] / 2;
        }
    }
}
