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

    /// <summary>y = shortcut(x) + conv(SiLU(norm(conv(SiLU(norm(x)))))).</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, H, W, in).</param>
    /// <param name="owner">The scope of x, which is given back once it is needed no more; null to leave it.</param>
    /// <returns>(B, H, W, out).</returns>
    public Tensor Forward(Operations ops, Tensor x, TensorScope? owner = null)
    {
        using var scope = ops.Scope();
        var h = _firstConvolution.ForwardNormal(ops, x, _firstNorm);
        if (_shortcut is null)
            return scope.Keep(_secondConvolution.ForwardNormal(ops, h, _secondNorm, add: x));
        var shortcut = _shortcut.Forward(ops, x);
        owner?.Release(x);
        return scope.Keep(_secondConvolution.ForwardNormal(ops, h, _secondNorm, add: shortcut));
    }
}
