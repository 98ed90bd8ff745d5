using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>Latent to picture, after the 1x1 convolution.</summary>
sealed class Decoder
{
    const float Epsilon = 1e-6f;

    readonly Convolution _entrance;
    readonly AutoencoderMiddle _middle;
    readonly List<AutoencoderStep> _up = [];
    readonly GroupNorm _exitNorm;
    readonly Convolution _exit;

    public Decoder(WeightSource source, AutoencoderConfig config)
    {
        var channels = config.Channels[^1];
        _entrance = Convolution.From(source.At("conv_in"), config.LatentChannels, channels);
        _middle = new AutoencoderMiddle(source.At("mid"), config.Groups, channels);
        for (var level = config.Channels.Count - 1; level >= 0; level--)
        {
            for (var i = 0; i <= config.ResidualBlocks; i++)
            {
                _up.Add(new AutoencoderBlock(
                    source.At($"up.{level}.block.{i}"), config.Groups, channels, config.Channels[level]).Forward);
                channels = config.Channels[level];
            }
            if (level > 0)
            {
                var convolution = Convolution.From(source.At($"up.{level}.upsample.conv"), channels, channels);
                _up.Add((ops, x, _) => convolution.ForwardDoubled(ops, x));
            }
        }
        _exitNorm = new GroupNorm(source.At("norm_out"), channels, config.Groups, Epsilon);
        _exit = Convolution.From(source.At("conv_out"), channels, config.ImageChannels);
    }

    /// <summary>(B, H, W, LatentChannels) to (B, H f, W f, ImageChannels).</summary>
    public Tensor Forward(Operations ops, Tensor latent)
    {
        using var scope = ops.Scope();
        var h = _middle.Forward(ops, _entrance.Forward(ops, latent));
        foreach (var step in _up)
        {
            var next = step(ops, h, scope);
            scope.Release(h);
            h = next;
        }
        return scope.Keep(_exit.ForwardNormal(ops, h, _exitNorm));
    }
}
