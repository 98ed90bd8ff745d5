using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.UNet;

/// <summary>
/// Multi-head attention of one sequence to another, or to itself; queries, keys and values have no bias.
/// </summary>
sealed class CrossAttention(WeightSource source, int width, int heads, int contextWidth)
{
    readonly Linear _query = Linear.WithoutBias(source.At("to_q"), width, width);
    readonly Linear _key = Linear.WithoutBias(source.At("to_k"), contextWidth, width);
    readonly Linear _value = Linear.WithoutBias(source.At("to_v"), contextWidth, width);
    readonly Linear _output = Linear.From(source.At("to_out.0"), width, width);

    /// <param name="ops">What computes.</param>
    /// <param name="x">The tokens that ask, (B, N, C).</param>
    /// <param name="context">The tokens that answer, and what is remembered of them.</param>
    /// <param name="add">Residual, (B, N, C).</param>
    /// <returns>(B, N, C).</returns>
    public Tensor Forward(Operations ops, Tensor x, TextContext context, Tensor add)
    {
        using var scope = ops.Scope();
        var (keys, values) = context.Memory?.Of(this, () => Answers(ops, context.Tokens))
            ?? Answers(ops, context.Tokens);
        var attended = ops.Attention(_query.Forward(ops, x), keys, values, heads);
        return scope.Keep(_output.Forward(ops, attended, add));
    }

    (Tensor Keys, Tensor Values) Answers(Operations ops, Tensor tokens) =>
        (_key.Forward(ops, tokens), _value.Forward(ops, tokens));
}
