using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.Flux;

/// <summary>Text and picture, each with weights of its own, in one attention.</summary>
sealed class FluxDoubleBlock(WeightSource source, FluxConfig config)
{
    readonly FluxStream _picture = new(source, config, "img");
    readonly FluxStream _text = new(source, config, "txt");

    /// <param name="ops">What computes.</param>
    /// <param name="text">(B, T, C).</param>
    /// <param name="picture">(B, L, C).</param>
    /// <param name="condition">After its SiLU, (B, C).</param>
    /// <param name="rotation">(T + L, d).</param>
    /// <returns>Both streams.</returns>
    public (Tensor Text, Tensor Picture) Forward(
        Operations ops, Tensor text, Tensor picture, Tensor condition, Tensor rotation)
    {
        using var scope = ops.Scope();
        var (count, length) = (text.Shape[1], picture.Shape[1]);
        var (m, p) = _picture.Begin(ops, picture, condition);
        var (n, t) = _text.Begin(ops, text, condition);
        var attended = FluxAttention.Attend(
            ops, config, rotation, (t, _text.QueryGain, _text.KeyGain), (p, _picture.QueryGain, _picture.KeyGain));
        scope.Release(t);
        scope.Release(p);
        return (scope.Keep(_text.End(ops, text, ops.Slice(attended, 1, 0, count), n)),
            scope.Keep(_picture.End(ops, picture, ops.Slice(attended, 1, count, length), m)));
    }
}
