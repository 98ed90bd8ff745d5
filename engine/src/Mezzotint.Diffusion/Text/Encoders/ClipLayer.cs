using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Text.Encoders;

/// <summary>Self-attention and a feed-forward layer, each after a layer norm, each added.</summary>
sealed class ClipLayer
{
    readonly ClipConfig _config;
    readonly LayerNorm _attentionNorm;
    readonly Linear _query;
    readonly Linear _key;
    readonly Linear _value;
    readonly Linear _output;
    readonly LayerNorm _forwardNorm;
    readonly Linear _expand;
    readonly Linear _contract;

    public ClipLayer(WeightSource source, ClipConfig config)
    {
        var (attention, width) = (source.At("self_attn"), config.Width);
        _config = config;
        _attentionNorm = new LayerNorm(source.At("layer_norm1"), width);
        _query = Linear.From(attention.At("q_proj"), width, width);
        _key = Linear.From(attention.At("k_proj"), width, width);
        _value = Linear.From(attention.At("v_proj"), width, width);
        _output = Linear.From(attention.At("out_proj"), width, width);
        _forwardNorm = new LayerNorm(source.At("layer_norm2"), width);
        _expand = Linear.From(source.At("mlp.fc1"), width, config.HiddenWidth);
        _contract = Linear.From(source.At("mlp.fc2"), config.HiddenWidth, width);
    }

    /// <summary>(B, L, C) to the same shape; of text each token sees only those before it.</summary>
    public Tensor Forward(Operations ops, Tensor x, bool isCausal = true)
    {
        using var scope = ops.Scope();
        var normal = _attentionNorm.Forward(ops, x);
        var attended = ops.Attention(
            _query.Forward(ops, normal), _key.Forward(ops, normal), _value.Forward(ops, normal),
            _config.Heads, isCausal);
        var y = _output.Forward(ops, attended, add: x);
        var inner = _expand.ForwardActivated(ops, _forwardNorm.Forward(ops, y), _config.Activation);
        return scope.Keep(_contract.Forward(ops, inner, add: y));
    }
}
