using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>Three convolutions with ReLU between, added to their input: the block TAESD is made of.</summary>
sealed class TinyBlock(WeightSource source, int width)
{
    readonly Convolution _first = Convolution.From(source.At("0"), width, width);
    readonly Convolution _second = Convolution.From(source.At("2"), width, width);
    readonly Convolution _third = Convolution.From(source.At("4"), width, width);

    /// <summary>y = ReLU(x + conv(ReLU(conv(ReLU(conv(x)))))), (B, H, W, C) to the same shape.</summary>
    public Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var h = ops.Activate(_first.Forward(ops, x), Activation.Relu);
        h = ops.Activate(_second.Forward(ops, h), Activation.Relu);
        return scope.Keep(ops.Activate(_third.Forward(ops, h, add: x), Activation.Relu));
    }
}
