using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>
/// A number as cosines and sines of many frequencies: Vaswani et al. 2017 (arXiv:1706.03762), section 3.5, cosines
/// first.
/// </summary>
public static class TimestepEmbedding
{
    static readonly float LogMaxPeriod = (float)Math.Log(10000);

    /// <summary>
    /// [cos(t f_0), ..., sin(t f_0), ...] with f_i = 10000^(-i / half); an odd width ends in a column of zeros.
    /// </summary>
    /// <param name="values">Timesteps, or SDXL's sizes in pixels.</param>
    /// <param name="width">Columns of the result.</param>
    /// <returns>
    /// (values, width). Angles are rounded to float32 step by step, as in the code that the networks were trained with:
    /// at
    /// timestep 999 that moves them by 6e-5, and SDXL's output by 1e-3.
    /// </returns>
    public static Tensor Compute(ReadOnlySpan<float> values, int width)
    {
        var half = width / 2;
        var result = new Tensor(new Shape(values.Length, width));
        for (var row = 0; row < values.Length; row++)
        {
            var columns = result.Rows(row, 1).Span;
            for (var i = 0; i < half; i++)
            {
                var angle = values[row] * (float)Math.Exp(-LogMaxPeriod * i / half);
                columns[i] = (float)Math.Cos(angle);
                columns[half + i] = (float)Math.Sin(angle);
            }
        }
        return result;
    }
}
