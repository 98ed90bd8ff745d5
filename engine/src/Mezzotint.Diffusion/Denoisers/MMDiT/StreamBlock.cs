using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.MMDiT;

/// <summary>One stream's half of a joint block, the text's or the picture's: <c>DismantledBlock</c> of sd3.5.</summary>
sealed class StreamBlock
{
    const int Expansion = 4;

    readonly Modulation _modulation;
    readonly StreamAttention _attention;
    readonly StreamAttention? _own;
    readonly Linear? _expand;
    readonly Linear? _contract;
    readonly int _heads;

    /// <param name="source">Weights of this half.</param>
    /// <param name="config">The network's sizes.</param>
    /// <param name="isLastText">Whether the stream ends here: it is attended to, and not computed on.</param>
    /// <param name="isDual">Whether the stream also attends to itself alone.</param>
    public StreamBlock(WeightSource source, MMDiTConfig config, bool isLastText = false, bool isDual = false)
    {
        var width = config.Width;
        _heads = config.Heads;
        _modulation = new Modulation(source.At("adaLN_modulation.1"), width, isLastText ? 2 : isDual ? 9 : 6);
        _attention = new StreamAttention(source.At("attn"), config, hasOutput: !isLastText);
        if (isDual)
            _own = new StreamAttention(source.At("attn2"), config, hasOutput: true);
        if (isLastText)
            return;
        _expand = Linear.From(source.At("mlp.fc1"), width, Expansion * width);
        _contract = Linear.From(source.At("mlp.fc2"), Expansion * width, width);
    }

    /// <summary>What gives the stream its part in the joint attention.</summary>
    public StreamAttention Attention => _attention;

    /// <summary>
    /// What the block starts with: modulations (shift, scale, gate, shift, scale, gate [, shift, scale, gate]) and the
    /// modulated tokens' queries, keys and values, (B, L, 3 C), in the innermost open scope.
    /// </summary>
    public (Tensor[] Modulations, Tensor Joint) Begin(Operations ops, Tensor x, Tensor condition)
    {
        var m = _modulation.Forward(ops, condition);
        using var scope = ops.Scope();
        return (m, scope.Keep(_attention.Project(ops, Modulation.Apply(ops, x, m[0], m[1]))));
    }

    /// <summary>What the block ends with.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">The tokens that <see cref="Begin"/> was given, (B, L, C).</param>
    /// <param name="attended">What the joint attention gave them, (B, L, C).</param>
    /// <param name="m">The modulations.</param>
    /// <returns>(B, L, C).</returns>
    public Tensor End(Operations ops, Tensor x, Tensor attended, Tensor[] m)
    {
        using var scope = ops.Scope();
        var y = _attention.Output(ops, attended, m[2], x);
        if (_own is not null)
            y = AttendAlone(ops, _own, Modulation.Apply(ops, x, m[6], m[7]), m[8], y);
        var inner = _expand!.ForwardActivated(ops, Modulation.Apply(ops, y, m[3], m[4]), Activation.GeluTanh);
        return scope.Keep(_contract!.ForwardGated(ops, inner, m[5], y));
    }

    Tensor AttendAlone(Operations ops, StreamAttention own, Tensor x, Tensor gate, Tensor y)
    {
        using var scope = ops.Scope();
        var attended = StreamAttention.Attend(ops, _heads, [(own, own.Project(ops, x))]);
        return scope.Keep(own.Output(ops, attended, gate, y));
    }
}
