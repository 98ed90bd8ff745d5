using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Masks;

/// <summary>Self-attention and a feed-forward layer, each added and then normalised, as in the first
/// transformers.</summary>
sealed class ClipSegLayer
{
    readonly int _heads;
    readonly Linear _query;
    readonly Linear _key;
    readonly Linear _value;
    readonly Linear _output;
    readonly LayerNorm _attentionNorm;
    readonly Linear _expand;
    readonly Linear _contract;
    readonly LayerNorm _forwardNorm;

    public ClipSegLayer(WeightSource source, ClipSegConfig config)
    {
        var (attention, width) = (source.At("self_attn"), config.DecoderWidth);
        _heads = config.DecoderHeads;
        _query = Linear.From(attention.At("q_proj"), width, width);
        _key = Linear.From(attention.At("k_proj"), width, width);
        _value = Linear.From(attention.At("v_proj"), width, width);
        _output = Linear.From(attention.At("out_proj"), width, width);
        _attentionNorm = new LayerNorm(source.At("layer_norm1"), width);
        _expand = Linear.From(source.At("mlp.fc1"), width, config.DecoderHiddenWidth);
        _contract = Linear.From(source.At("mlp.fc2"), config.DecoderHiddenWidth, width);
        _forwardNorm = new LayerNorm(source.At("layer_norm2"), width);
    }

    /// <summary>(B, L, C) to the same shape.</summary>
    public Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var attended = ops.Attention(
            _query.Forward(ops, x), _key.Forward(ops, x), _value.Forward(ops, x), _heads);
        var y = _attentionNorm.Forward(ops, _output.Forward(ops, attended, add: x));
        var inner = _expand.ForwardActivated(ops, y, Activation.Relu);
        return scope.Keep(_forwardNorm.Forward(ops, _contract.Forward(ops, inner, add: y)));
    }
}
