using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.MMDiT;

/// <summary>Queries, keys and values of one stream of tokens, and the matrix behind the attention.</summary>
sealed class StreamAttention
{
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

    /// <summary>(B, L, C) to queries, keys and values of the same shape, in the innermost open scope.</summary>
    public (Tensor Query, Tensor Key, Tensor Value) Project(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var joint = _joint.Forward(ops, x);
        Tensor Part(int index) => ops.Slice(joint, -1, index * _width, _width);
        return (scope.Keep(HeadNorm.Apply(ops, Part(0), _queryGain)),
            scope.Keep(HeadNorm.Apply(ops, Part(1), _keyGain)), scope.Keep(Part(2)));
    }

    /// <summary>What was attended to, through the matrix behind it, (B, L, C).</summary>
    public Tensor Output(Operations ops, Tensor attended) => _output!.Forward(ops, attended);
}
