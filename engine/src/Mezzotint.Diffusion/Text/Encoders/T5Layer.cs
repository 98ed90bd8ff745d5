using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Text.Encoders;

/// <summary>
/// Self-attention without scaling and a gated feed-forward layer, each after an RMS norm, each added.
/// </summary>
sealed class T5Layer
{
    const float Epsilon = 1e-6f;

    readonly T5Config _config;
    readonly Weight _attentionNorm;
    readonly Linear _query;
    readonly Linear _key;
    readonly Linear _value;
    readonly Linear _output;
    readonly Weight _forwardNorm;
    readonly Linear _gate;
    readonly Linear _expand;
    readonly Linear _contract;

    public T5Layer(WeightSource source, T5Config config)
    {
        var (attention, forward) = (source.At("layer.0.SelfAttention"), source.At("layer.1.DenseReluDense"));
        var (width, inner) = (config.Width, config.Heads * config.HeadWidth);
        _config = config;
        _attentionNorm = source.Get("layer.0.layer_norm.weight", width);
        _query = Linear.WithoutBias(attention.At("q"), width, inner);
        _key = Linear.WithoutBias(attention.At("k"), width, inner);
        _value = Linear.WithoutBias(attention.At("v"), width, inner);
        _output = Linear.WithoutBias(attention.At("o"), inner, width);
        _forwardNorm = source.Get("layer.1.layer_norm.weight", width);
        _gate = Linear.WithoutBias(forward.At("wi_0"), width, config.HiddenWidth);
        _expand = Linear.WithoutBias(forward.At("wi_1"), width, config.HiddenWidth);
        _contract = Linear.WithoutBias(forward.At("wo"), config.HiddenWidth, width);
    }

    /// <summary>Its linear layers.</summary>
    public IEnumerable<Linear> Linears => [_query, _key, _value, _output, _gate, _expand, _contract];

    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, L, C).</param>
    /// <param name="bias">(heads, L, L).</param>
    /// <returns>(B, L, C).</returns>
    public Tensor Forward(Operations ops, Tensor x, Tensor bias)
    {
        using var scope = ops.Scope();
        var normal = ops.RmsNorm(x, _attentionNorm, Epsilon);
        var query = ops.Scale(_query.Forward(ops, normal), MathF.Sqrt(_config.HeadWidth)); // undoes 1 / sqrt(d)
        var attended = ops.BiasedAttention(
            query, _key.Forward(ops, normal), _value.Forward(ops, normal), bias, _config.Heads);
        var y = _output.Forward(ops, attended, add: x);
        normal = ops.RmsNorm(y, _forwardNorm, Epsilon);
        var gate = _gate.ForwardActivated(ops, normal, Activation.GeluTanh);
        return scope.Keep(_contract.Forward(ops, ops.Multiply(gate, _expand.Forward(ops, normal)), add: y));
    }
}
