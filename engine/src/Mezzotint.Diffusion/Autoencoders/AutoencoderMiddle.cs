using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Autoencoders;

/// <summary>Residual block, attention of every pixel to every pixel in one head, residual block.</summary>
sealed class AutoencoderMiddle
{
    const float Epsilon = 1e-6f;

    readonly AutoencoderBlock _first;
    readonly GroupNorm _norm;
    readonly Linear _query;
    readonly Linear _key;
    readonly Linear _value;
    readonly Linear _output;
    readonly AutoencoderBlock _second;

    public AutoencoderMiddle(WeightSource source, int groups, int channels)
    {
        var attention = source.At("attn_1");
        _first = new AutoencoderBlock(source.At("block_1"), groups, channels, channels);
        _norm = new GroupNorm(attention.At("norm"), channels, groups, Epsilon);
        _query = Linear.FromKernel(attention.At("q"), channels, channels);
        _key = Linear.FromKernel(attention.At("k"), channels, channels);
        _value = Linear.FromKernel(attention.At("v"), channels, channels);
        _output = Linear.FromKernel(attention.At("proj_out"), channels, channels);
        _second = new AutoencoderBlock(source.At("block_2"), groups, channels, channels);
    }

    /// <summary>(B, H, W, C) to the same shape.</summary>
    public Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var y = Attend(ops, _first.Forward(ops, x));
        return scope.Keep(_second.Forward(ops, y));
    }

    Tensor Attend(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var normal = ops.Reshape(_norm.Forward(ops, x), new Shape(x.Shape[0], x.Shape[1] * x.Shape[2], x.Shape[3]));
        var attended = ops.Attention(
            _query.Forward(ops, normal), _key.Forward(ops, normal), _value.Forward(ops, normal), heads: 1);
        return scope.Keep(_output.Forward(ops, ops.Reshape(attended, x.Shape), add: x));
    }
}
