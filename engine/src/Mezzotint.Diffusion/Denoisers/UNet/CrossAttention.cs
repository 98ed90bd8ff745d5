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
    /// <param name="context">The tokens that answer, (B, L, ContextWidth).</param>
    /// <param name="add">Residual, (B, N, C).</param>
    /// <returns>(B, N, C).</returns>
    public Tensor Forward(Operations ops, Tensor x, Tensor context, Tensor add)
    {
        using var scope = ops.Scope();
        var attended = ops.Attention(
            _query.Forward(ops, x), _key.Forward(ops, context), _value.Forward(ops, context), heads);
        return scope.Keep(_output.Forward(ops, attended, add));
    }
}
