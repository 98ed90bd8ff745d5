using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>Two normalised convolutions and a shortcut: <c>ResnetBlock</c> of the CompVis autoencoder.</summary>
sealed class AutoencoderBlock
{
    const float Epsilon = 1e-6f;

    readonly GroupNorm _firstNorm;
    readonly Convolution _firstConvolution;
    readonly GroupNorm _secondNorm;
    readonly Convolution _secondConvolution;
    readonly Linear? _shortcut;

    public AutoencoderBlock(WeightSource source, int groups, int inputs, int outputs)
    {
        _firstNorm = new GroupNorm(source.At("norm1"), inputs, groups, Epsilon);
        _firstConvolution = Convolution.From(source.At("conv1"), inputs, outputs);
        _secondNorm = new GroupNorm(source.At("norm2"), outputs, groups, Epsilon);
        _secondConvolution = Convolution.From(source.At("conv2"), outputs, outputs);
        if (inputs != outputs)
            _shortcut = Linear.FromKernel(source.At("nin_shortcut"), inputs, outputs);
    }

    /// <summary>y = shortcut(x) + conv(SiLU(norm(conv(SiLU(norm(x)))))), (B, H, W, in) to (B, H, W, out).</summary>
    public Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var normal = _firstNorm.Forward(ops, x, Activation.Silu);
        var h = _firstConvolution.Forward(ops, normal);
        scope.Release(normal);
        normal = _secondNorm.Forward(ops, h, Activation.Silu);
        scope.Release(h);
        return scope.Keep(_secondConvolution.Forward(ops, normal, add: _shortcut?.Forward(ops, x) ?? x));
    }
}
