using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.MMDiT;

/// <summary>
/// Text and picture, each with weights of its own, in one attention: Esser et al. 2024 (arXiv:2403.03206), figure 2b.
/// </summary>
sealed class JointBlock(WeightSource source, MMDiTConfig config, int index)
{
    readonly bool _isLast = index == config.Depth - 1;

    readonly StreamBlock _text =
        new(source.At("context_block"), config, isLastText: index == config.Depth - 1);

    readonly StreamBlock _picture = new(source.At("x_block"), config, isDual: config.DualBlocks.Contains(index));

    /// <param name="ops">What computes.</param>
    /// <param name="text">(B, T, C).</param>
    /// <param name="picture">(B, L, C).</param>
    /// <param name="condition">Timestep and pooled text after their SiLU, (B, C).</param>
    /// <returns>Both streams; the last block leaves the text as it was.</returns>
    public (Tensor Text, Tensor Picture) Forward(Operations ops, Tensor text, Tensor picture, Tensor condition)
    {
        using var scope = ops.Scope();
        var (count, length) = (text.Shape[1], picture.Shape[1]);
        var t = _text.Begin(ops, text, condition);
        var p = _picture.Begin(ops, picture, condition);
        var attended = StreamAttention.Attend(
            ops, config.Heads, [(_text.Attention, t.Joint), (_picture.Attention, p.Joint)]);
        scope.Release(t.Joint);
        scope.Release(p.Joint);
        var newPicture = _picture.End(ops, picture, ops.Slice(attended, 1, count, length), p.Modulations);
        if (_isLast)
            return (text, scope.Keep(newPicture));
        var newText = _text.End(ops, text, ops.Slice(attended, 1, 0, count), t.Modulations);
        return (scope.Keep(newText), scope.Keep(newPicture));
    }
}
