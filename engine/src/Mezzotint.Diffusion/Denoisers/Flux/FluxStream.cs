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
        QueryGain = attention.Get("norm.query_norm.scale", _width / config.Heads);
        KeyGain = attention.Get("norm.key_norm.scale", _width / config.Heads);
        _output = Linear.From(attention.At("proj"), _width, _width);
        _expand = Linear.From(source.At($"{name}_mlp.0"), _width, Expansion * _width);
        _contract = Linear.From(source.At($"{name}_mlp.2"), Expansion * _width, _width);
    }

    /// <summary>What normalised queries are multiplied by, (d).</summary>
    public Weight QueryGain { get; }

    /// <summary>What normalised keys are multiplied by, (d).</summary>
    public Weight KeyGain { get; }

    /// <summary>
    /// Modulations (shift, scale, gate, shift, scale, gate), and the modulated tokens' queries, keys and values, (B, L,
    /// 3 C), in the innermost open scope.
    /// </summary>
    public (Tensor[] Modulations, Tensor Joint) Begin(Operations ops, Tensor x, Tensor condition)
    {
        var m = _modulation.Forward(ops, condition);
        using var scope = ops.Scope();
        return (m, scope.Keep(_joint.Forward(ops, Modulation.Apply(ops, x, m[0], m[1]))));
    }

    /// <summary>The tokens after attention and feed-forward layer, (B, L, C).</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">The tokens that <see cref="Begin"/> was given.</param>
    /// <param name="attended">What the attention gave them.</param>
    /// <param name="m">The modulations.</param>
    public Tensor End(Operations ops, Tensor x, Tensor attended, Tensor[] m)
    {
        using var scope = ops.Scope();
        var y = _output.ForwardGated(ops, attended, m[2], x);
        var inner = _expand.ForwardActivated(ops, Modulation.Apply(ops, y, m[3], m[4]), Activation.GeluTanh);
        return scope.Keep(_contract.ForwardGated(ops, inner, m[5], y));
    }
}
