using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>
/// One entry of the UNet's lists: a residual block, then perhaps a transformer, then perhaps a doubling of the size.
/// </summary>
sealed class UNetBlock
{
    readonly ResidualBlock _residual;
    readonly SpatialTransformer? _transformer;
    readonly Convolution? _upsampling;

    public UNetBlock(WeightSource source, UNetConfig config, int inputs, int level, bool hasUpsampling = false)
    {
        var (outputs, depth) = (config.Channels[level], config.TransformerDepths[level]);
        _residual = new ResidualBlock(source.At("0"), config, inputs, outputs);
        if (depth > 0)
            _transformer = new SpatialTransformer(source.At("1"), config, level, depth);
        if (hasUpsampling)
            _upsampling = Convolution.From(source.At(depth > 0 ? "2.conv" : "1.conv"), outputs, outputs);
    }

    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, H, W, in).</param>
    /// <param name="time">The embedded timestep after its SiLU, (B, TimeWidth).</param>
    /// <param name="context">The text.</param>
    /// <param name="skip">What the next block is given besides, whose size a doubling must reach; null for a block
    /// without.</param>
    /// <returns>(B, H, W, out), or the size of <paramref name="skip"/>.</returns>
    public Tensor Forward(Operations ops, Tensor x, Tensor time, TextContext context, Tensor? skip = null)
    {
        using var scope = ops.Scope();
        var y = _residual.Forward(ops, x, time);
        if (_transformer is not null)
            y = _transformer.Forward(ops, y, context);
        if (_upsampling is not null)
            y = _upsampling.Forward(ops, Fit(ops, ops.UpsampleNearest(y, 2), skip));
        return scope.Keep(y);
    }

    /// <summary>Takes off the row or column that doubling has too much where halving rounded an odd size up.</summary>
    static Tensor Fit(Operations ops, Tensor x, Tensor? skip)
    {
        for (var dimension = 1; skip is not null && dimension <= 2; dimension++)
            if (x.Shape[dimension] > skip.Shape[dimension])
                x = ops.Slice(x, dimension, 0, skip.Shape[dimension]);
        return x;
    }
}
