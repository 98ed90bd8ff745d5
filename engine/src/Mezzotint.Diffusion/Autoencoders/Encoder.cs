using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>Picture to the moments of its latent, before the 1x1 convolution.</summary>
sealed class Encoder
{
    const float Epsilon = 1e-6f;

    /// <summary>
    /// Halving pads only below and to the right: the networks were trained with that, off-centre as it is.
    /// </summary>
    static readonly Window Halving = new(Stride: 2, Top: 0, Left: 0, Bottom: 1, Right: 1);

    readonly Convolution _entrance;
    readonly List<AutoencoderStep> _down = [];
    readonly AutoencoderMiddle _middle;
    readonly GroupNorm _exitNorm;
    readonly Convolution _exit;

    public Encoder(WeightSource source, AutoencoderConfig config)
    {
        var channels = config.Channels[0];
        _entrance = Convolution.From(source.At("conv_in"), config.ImageChannels, channels);
        for (var level = 0; level < config.Channels.Count; level++)
        {
            for (var i = 0; i < config.ResidualBlocks; i++)
            {
                _down.Add(new AutoencoderBlock(
                    source.At($"down.{level}.block.{i}"), config.Groups, channels, config.Channels[level]).Forward);
                channels = config.Channels[level];
            }
            if (level < config.Channels.Count - 1)
            {
                var halve = Convolution.Strided(
                    source.At($"down.{level}.downsample.conv"), channels, channels, Halving);
                _down.Add((ops, x, _) => halve.Forward(ops, x));
            }
        }
        _middle = new AutoencoderMiddle(source.At("mid"), config.Groups, channels);
        _exitNorm = new GroupNorm(source.At("norm_out"), channels, config.Groups, Epsilon);
        _exit = Convolution.From(source.At("conv_out"), channels, 2 * config.LatentChannels);
    }

    /// <summary>(B, H, W, ImageChannels) to (B, H / f, W / f, 2 LatentChannels).</summary>
    public Tensor Forward(Operations ops, Tensor image)
    {
        using var outer = ops.Scope();
        var h = _entrance.Forward(ops, image);
        foreach (var step in _down)
        {
            var next = step(ops, h, outer);
            outer.Release(h);
            h = next;
        }
        h = _middle.Forward(ops, h);
        return outer.Keep(_exit.ForwardNormal(ops, h, _exitNorm));
    }
}
