using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>A guidance scale as sines and cosines of many frequencies, for a UNet that was distilled to be told it.
/// </summary>
/// <remarks>
/// Luo et al. 2023 (arXiv:2310.04378), section 4.3; <c>get_guidance_scale_embedding</c> of diffusers. Unlike a
/// timestep's it has sines first, and its lowest frequency is 1/10000 itself.
/// </remarks>
static class GuidanceEmbedding
{
    const double MaxPeriod = 10000;
    const double Thousandths = 1000;

    /// <summary>[sin(a f_0), ..., cos(a f_0), ...] with a = 1000 (w - 1), f_i = 10000^(-i / (half - 1)).</summary>
    /// <param name="scales">Guidance scales w; 1 is off.</param>
    /// <param name="width">Columns of the result; an odd width ends in a column of zeros.</param>
    /// <returns>(scales, width).</returns>
    public static Tensor Compute(ReadOnlySpan<float> scales, int width)
    {
        var half = width / 2;
        var result = new Tensor(new Shape(scales.Length, width));
        for (var row = 0; row < scales.Length; row++)
        {
            var columns = result.Rows(row, 1).Span;
            for (var i = 0; i < half; i++)
            {
                var angle = Thousandths * (scales[row] - 1) * Math.Pow(MaxPeriod, -i / Math.Max(1.0, half - 1));
                columns[i] = (float)Math.Sin(angle);
                columns[half + i] = (float)Math.Cos(angle);
            }
        }
        return result;
    }
}
