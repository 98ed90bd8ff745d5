using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>The bottom of the UNet: residual block, transformer, residual block.</summary>
sealed class MiddleBlock
{
    readonly ResidualBlock _first;
    readonly SpatialTransformer? _transformer;
    readonly ResidualBlock _second;

    public MiddleBlock(WeightSource source, UNetConfig config)
    {
        var (level, channels) = (config.Levels - 1, config.Channels[^1]);
        _first = new ResidualBlock(source.At("0"), config, channels, channels);
        if (config.MiddleDepth > 0)
            _transformer = new SpatialTransformer(source.At("1"), config, level, config.MiddleDepth);
        _second = new ResidualBlock(source.At(config.MiddleDepth > 0 ? "2" : "1"), config, channels, channels);
    }

    /// <summary>(B, H, W, C) to the same shape.</summary>
    public Tensor Forward(Operations ops, Tensor x, Tensor time, TextContext context)
    {
        using var scope = ops.Scope();
        var y = _first.Forward(ops, x, time);
        if (_transformer is not null)
            y = _transformer.Forward(ops, y, context);
        return scope.Keep(_second.Forward(ops, y, time));
    }
}
