using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.MMDiT;

/// <summary>Queries, keys and values of one stream of tokens, and the matrix behind the attention.</summary>
sealed class StreamAttention
{
    const float Epsilon = 1e-6f;

    readonly int _width;
    readonly Linear _joint;
    readonly Weight? _queryGain;
    readonly Weight? _keyGain;
    readonly Linear? _output;

    public StreamAttention(WeightSource source, MMDiTConfig config, bool hasOutput)
    {
        _width = config.Width;
        _joint = Linear.From(source.At("qkv"), _width, 3 * _width);
        if (config.HasNormalizedHeads)
        {
            _queryGain = source.Get("ln_q.weight", _width / config.Heads);
            _keyGain = source.Get("ln_k.weight", _width / config.Heads);
        }
        if (hasOutput)
            _output = Linear.From(source.At("proj"), _width, _width);
    }

    /// <summary>(B, L, C) to queries, keys and values side by side, (B, L, 3 C).</summary>
    public Tensor Project(Operations ops, Tensor x) => _joint.Forward(ops, x);

    /// <summary>
    /// The attention of every token to every token of all streams, one stream behind the other, (B, sum of L, C).
    /// </summary>
    /// <param name="ops">What computes.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="streams">Each with what its <see cref="Project"/> gave.</param>
    public static Tensor Attend(
        Operations ops, int heads, IReadOnlyList<(StreamAttention Attention, Tensor Joint)> streams)
    {
        using var scope = ops.Scope();
        var width = streams[0].Attention._width;
        Tensor Part(int index, Func<StreamAttention, Weight?> gain) => ops.JoinHeads(
            [.. streams.Select(s => (s.Joint, gain(s.Attention)))], index * width, width, Epsilon);
        return scope.Keep(ops.Attention(
            Part(0, a => a._queryGain), Part(1, a => a._keyGain), Part(2, _ => null), heads));
    }

    /// <summary>x + gate times what was attended to, through the matrix behind it, (B, L, C).</summary>
    public Tensor Output(Operations ops, Tensor attended, Tensor gate, Tensor x) =>
        _output!.ForwardGated(ops, attended, gate, x);
}
