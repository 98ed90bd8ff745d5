using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.Flux;

/// <summary>One stream's half of a double block, the text's or the picture's.</summary>
sealed class FluxStream
{
    const int Expansion = 4;

    readonly int _width;
    readonly Modulation _modulation;
    readonly Linear _joint;
    readonly Weight _queryGain;
    readonly Weight _keyGain;
    readonly Linear _output;
    readonly Linear _expand;
    readonly Linear _contract;

    /// <param name="source">Weights of the block.</param>
    /// <param name="config">The network's sizes.</param>
    /// <param name="name">img or txt.</param>
    public FluxStream(WeightSource source, FluxConfig config, string name)
    {
        var attention = source.At($"{name}_attn");
        _width = config.Width;
        _modulation = new Modulation(source.At($"{name}_mod.lin"), _width, 6);
        _joint = Linear.From(attention.At("qkv"), _width, 3 * _width);
        _queryGain = attention.Get("norm.query_norm.scale", _width / config.Heads);
        _keyGain = attention.Get("norm.key_norm.scale", _width / config.Heads);
        _output = Linear.From(attention.At("proj"), _width, _width);
        _expand = Linear.From(source.At($"{name}_mlp.0"), _width, Expansion * _width);
        _contract = Linear.From(source.At($"{name}_mlp.2"), Expansion * _width, _width);
    }

    /// <summary>
    /// Modulations (shift, scale, gate, shift, scale, gate), and the modulated tokens' queries, keys and values, in the
    /// innermost open scope.
    /// </summary>
    public (Tensor[] Modulations, (Tensor Query, Tensor Key, Tensor Value) Parts) Begin(
        Operations ops, Tensor x, Tensor condition)
    {
        var m = _modulation.Forward(ops, condition);
        using var scope = ops.Scope();
        var joint = _joint.Forward(ops, Modulation.Apply(ops, x, m[0], m[1]));
        var (query, key, value) = FluxAttention.Split(ops, joint, _width, _queryGain, _keyGain);
        return (m, (scope.Keep(query), scope.Keep(key), scope.Keep(value)));
    }

    /// <summary>The tokens after attention and feed-forward layer, (B, L, C).</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">The tokens that <see cref="Begin"/> was given.</param>
    /// <param name="attended">What the attention gave them.</param>
    /// <param name="m">The modulations.</param>
    public Tensor End(Operations ops, Tensor x, Tensor attended, Tensor[] m)
    {
        using var scope = ops.Scope();
        var y = Modulation.AddGated(ops, x, m[2], _output.Forward(ops, attended));
        var inner = _expand.Forward(ops, Modulation.Apply(ops, y, m[3], m[4]));
        var forward = _contract.Forward(ops, ops.Activate(inner, Activation.GeluTanh));
        return scope.Keep(Modulation.AddGated(ops, y, m[5], forward));
    }
}
