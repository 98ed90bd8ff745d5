using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>
/// Two normalised convolutions around the added timestep, and a shortcut: <c>ResBlock</c> of the CompVis UNet.
/// </summary>
sealed class ResidualBlock
{
    const float Epsilon = 1e-5f;

    readonly GroupNorm _firstNorm;
    readonly Convolution _firstConvolution;
    readonly Linear _time;
    readonly GroupNorm _secondNorm;
    readonly Convolution _secondConvolution;
    readonly Linear? _shortcut;

    public ResidualBlock(WeightSource source, UNetConfig config, int inputs, int outputs)
    {
        _firstNorm = new GroupNorm(source.At("in_layers.0"), inputs, config.Groups, Epsilon);
        _firstConvolution = Convolution.From(source.At("in_layers.2"), inputs, outputs);
        _time = Linear.From(source.At("emb_layers.1"), config.TimeWidth, outputs);
        _secondNorm = new GroupNorm(source.At("out_layers.0"), outputs, config.Groups, Epsilon);
        _secondConvolution = Convolution.From(source.At("out_layers.3"), outputs, outputs);
        if (inputs != outputs)
            _shortcut = Linear.FromKernel(source.At("skip_connection"), inputs, outputs);
    }

    /// <summary>y = shortcut(x) + conv(SiLU(norm(conv(SiLU(norm(x))) + W t))).</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, H, W, in).</param>
    /// <param name="time">The embedded timestep after its SiLU, (B, TimeWidth).</param>
    /// <returns>(B, H, W, out).</returns>
    public Tensor Forward(Operations ops, Tensor x, Tensor time)
    {
        using var scope = ops.Scope();
        var h = _firstConvolution.ForwardNormal(ops, x, _firstNorm);
        h = ops.Add(h, ops.Reshape(_time.Forward(ops, time), new Shape(h.Shape[0], 1, 1, h.Shape[3])));
        return scope.Keep(
            _secondConvolution.ForwardNormal(ops, h, _secondNorm, add: _shortcut?.Forward(ops, x) ?? x));
    }
}
