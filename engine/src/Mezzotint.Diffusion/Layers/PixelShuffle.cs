using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>
/// Channels laid out as pixels and pixels as channels: Shi et al. 2016 (arXiv:1609.05158), eq. 4, in channels-last
/// order.
/// </summary>
/// <remarks>
/// PyTorch orders the channels of a small square as (channel, row, column); here it is (row, column, channel), so that
/// whole rows of memory move. Networks that were trained with the former have the weights before or after reordered.
/// </remarks>
static class PixelShuffle
{
    /// <summary>Squares of channels to squares of pixels.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, H, W, factor factor C), channels ordered (row, column, channel).</param>
    /// <param name="factor">Edge of a square.</param>
    /// <returns>(B, factor H, factor W, C).</returns>
    public static Tensor Spread(Operations ops, Tensor x, int factor)
    {
        using var scope = ops.Scope();
        var (batch, height, width, row) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3] / factor);
        var rows = new Tensor[factor];
        for (var i = 0; i < factor; i++)
            rows[i] = ops.Reshape(ops.Slice(x, -1, i * row, row), new Shape(batch * height, 1, width * row));
        return scope.Keep(ops.Reshape(
            ops.Concat(rows, 1), new Shape(batch, height * factor, width * factor, row / factor)));
    }

    /// <summary>Squares of pixels to squares of channels.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, factor H, factor W, C).</param>
    /// <param name="factor">Edge of a square.</param>
    /// <returns>(B, H, W, factor factor C), channels ordered (row, column, channel).</returns>
    public static Tensor Gather(Operations ops, Tensor x, int factor)
    {
        using var scope = ops.Scope();
        var (batch, height, width, row) = (
            x.Shape[0], x.Shape[1] / factor, x.Shape[2] / factor, x.Shape[3] * factor);
        var lines = ops.Reshape(x, new Shape(batch * height, factor, width * row));
        var rows = new Tensor[factor];
        for (var i = 0; i < factor; i++)
            rows[i] = ops.Reshape(ops.Slice(lines, 1, i, 1), new Shape(batch, height, width, row));
        return scope.Keep(ops.Concat(rows, -1));
    }

    /// <summary>
    /// Where PyTorch's order has a channel of this order: (row, column, channel) to (channel, row, column).
    /// </summary>
    /// <param name="index">Of the channel here.</param>
    /// <param name="factor">Edge of a square.</param>
    /// <param name="channels">Channels of a pixel.</param>
    public static int PyTorchIndex(int index, int factor, int channels) =>
        index % channels * factor * factor + index / channels;
}
