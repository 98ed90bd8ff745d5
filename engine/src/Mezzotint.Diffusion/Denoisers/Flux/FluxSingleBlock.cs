using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.Flux;

/// <summary>
/// Attention and feed-forward layer side by side over one sequence, entered and left by one matrix each: Dehghani et
/// al. 2023 (arXiv:2302.05442), section 2.
/// </summary>
sealed class FluxSingleBlock
{
    const int Expansion = 4;

    readonly FluxConfig _config;
    readonly Modulation _modulation;
    readonly Linear _entrance;
    readonly Linear _exit;
    readonly Weight _queryGain;
    readonly Weight _keyGain;

    public FluxSingleBlock(WeightSource source, FluxConfig config)
    {
        var width = config.Width;
        _config = config;
        _modulation = new Modulation(source.At("modulation.lin"), width, 3);
        _entrance = Linear.From(source.At("linear1"), width, (3 + Expansion) * width);
        _exit = Linear.From(source.At("linear2"), (1 + Expansion) * width, width);
        _queryGain = source.Get("norm.query_norm.scale", width / config.Heads);
        _keyGain = source.Get("norm.key_norm.scale", width / config.Heads);
    }

    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, L, C).</param>
    /// <param name="condition">After its SiLU, (B, C).</param>
    /// <param name="rotation">(L, d).</param>
    /// <returns>(B, L, C).</returns>
    public Tensor Forward(Operations ops, Tensor x, Tensor condition, Tensor rotation)
    {
        using var scope = ops.Scope();
        var (width, m) = (_config.Width, _modulation.Forward(ops, condition));
        var joint = _entrance.Forward(ops, Modulation.Apply(ops, x, m[0], m[1]));
        var attended = FluxAttention.Attend(ops, _config, rotation, (joint, _queryGain, _keyGain));
        var inner = ops.Activate(ops.Slice(joint, -1, 3 * width, Expansion * width), Activation.GeluTanh);
        return scope.Keep(_exit.ForwardGated(ops, ops.Concat([attended, inner], -1), m[2], x));
    }
}
