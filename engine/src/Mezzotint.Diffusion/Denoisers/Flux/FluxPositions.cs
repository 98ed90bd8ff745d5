using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.Flux;

/// <summary>
/// The angles that FLUX.1 turns queries and keys by: Su et al. 2021 (arXiv:2104.09864), on three axes.
/// </summary>
static class FluxPositions
{
    /// <summary>
    /// cos and sin of p theta^(-2i / d) for each pair i of each axis, p the token's coordinate: text at (0, 0, 0),
    /// pictures at (0, row, column).
    /// </summary>
    /// <param name="texts">Tokens of text, which come first.</param>
    /// <param name="height">Rows of patches.</param>
    /// <param name="width">Columns of patches.</param>
    /// <param name="config">Widths of the axes, d, and theta.</param>
    /// <returns>(texts + height * width, head width), for <see cref="Operations.RotatePairs"/>.</returns>
    public static Tensor Table(int texts, int height, int width, FluxConfig config)
    {
        var columns = config.AxisWidths.Sum();
        var table = new Tensor(new Shape(texts + height * width, columns));
        for (var token = 0; token < table.Shape[0]; token++)
        {
            var place = Math.Max(0, token - texts);
            int[] coordinates = [0, place / width, place % width];
            var row = table.Rows(token, 1).Span;
            foreach (var (axis, axisWidth) in config.AxisWidths.Index())
            {
                for (var i = 0; i < axisWidth; i += 2)
                {
                    var angle = coordinates[axis] * (1 / Math.Pow(config.Theta, (double)i / axisWidth));
                    (row[i], row[i + 1]) = ((float)Math.Cos(angle), (float)Math.Sin(angle));
                }
                row = row[axisWidth..];
            }
        }
        return table;
    }
}
