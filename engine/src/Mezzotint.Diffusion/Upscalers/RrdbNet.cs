using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Upscalers;

/// <summary>
/// The generator of ESRGAN and Real-ESRGAN (arXiv:2107.10833), by the weight names of BasicSR's <c>rrdbnet_arch.py</c>.
/// </summary>
public sealed class RrdbNet
{
    const int Colours = 3;

    readonly Convolution _entrance;
    readonly List<RrdbBlock> _blocks = [];
    readonly Convolution _body;
    readonly List<Convolution> _doublings = [];
    readonly Convolution _last;
    readonly Convolution _exit;

    /// <summary>Builds the network.</summary>
    /// <exception cref="Weights.CheckpointException">A weight is missing or misshapen.</exception>
    public RrdbNet(WeightSource source, RrdbConfig config)
    {
        Config = config;
        var features = config.Features;
        _entrance = Entrance(source.At("conv_first"));
        for (var i = 0; i < config.Blocks; i++)
            _blocks.Add(new RrdbBlock(source.At($"body.{i}"), config));
        _body = Convolution.From(source.At("conv_body"), features, features);
        for (var i = 1; i <= config.Doublings; i++)
            _doublings.Add(Convolution.From(source.At($"conv_up{i}"), features, features));
        _last = Convolution.From(source.At("conv_hr"), features, features);
        _exit = Convolution.From(source.At("conv_last"), features, Colours);
    }

    /// <summary>The network's sizes.</summary>
    public RrdbConfig Config { get; }

    /// <summary>The picture enlarged by 2^Doublings / Square.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, H, W, 3) in [0, 1], H and W multiples of Square.</param>
    /// <returns>(B, H', W', 3), about [0, 1].</returns>
    public Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var first = _entrance.Forward(ops, Config.Square == 1 ? x : PixelShuffle.Gather(ops, x, Config.Square));
        var h = first;
        foreach (var block in _blocks)
            h = block.Forward(ops, h);
        h = _body.Forward(ops, h, add: first);
        foreach (var doubling in _doublings)
            h = LeakyRelu.Forward(ops, doubling.Forward(ops, ops.UpsampleNearest(h, 2)));
        return scope.Keep(_exit.Forward(ops, LeakyRelu.Forward(ops, _last.Forward(ops, h))));
    }

    /// <summary>The first convolution, its inputs in the order in which pixels become channels here.</summary>
    Convolution Entrance(WeightSource source)
    {
        const int taps = 9;
        var (outputs, inputs) = (Config.Features, Colours * Config.Square * Config.Square);
        int[] stored = [outputs, inputs, 3, 3];
        var weight = DerivedWeight.Of(source, "weight", stored, new Shape(stored), value =>
            DerivedWeight.Reordered(value, value.Shape, index =>
            {
                var (output, input, tap) = (index / taps / inputs, index / taps % inputs, index % taps);
                return (output * inputs + PixelShuffle.PyTorchIndex(input, Config.Square, Colours)) * taps + tap;
            }));
        return Convolution.Of(weight, source.Get("bias", outputs), Window.Same3x3);
    }
}
