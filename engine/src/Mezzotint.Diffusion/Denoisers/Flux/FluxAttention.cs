using Mezzotint.Diffusion.Layers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers.Flux;

/// <summary>Attention over text and picture with normalised heads and turned by place.</summary>
static class FluxAttention
{
    /// <summary>Cuts joint queries, keys and values apart and normalises the first two.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="joint">(B, L, 3 C or more).</param>
    /// <param name="width">C.</param>
    /// <param name="queryGain">(d).</param>
    /// <param name="keyGain">(d).</param>
    /// <returns>Each (B, L, C), in the innermost open scope.</returns>
    public static (Tensor Query, Tensor Key, Tensor Value) Split(
        Operations ops, Tensor joint, int width, Weight queryGain, Weight keyGain)
    {
        using var scope = ops.Scope();
        return (scope.Keep(HeadNorm.Apply(ops, ops.Slice(joint, -1, 0, width), queryGain)),
            scope.Keep(HeadNorm.Apply(ops, ops.Slice(joint, -1, width, width), keyGain)),
            scope.Keep(ops.Slice(joint, -1, 2 * width, width)));
    }

    /// <summary>The attention of tokens whose queries and keys are turned by their places.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="parts">Queries, keys, values, each (B, L, C).</param>
    /// <param name="rotation">(L, d).</param>
    /// <param name="heads">Number of heads.</param>
    /// <returns>(B, L, C).</returns>
    public static Tensor Attend(
        Operations ops, (Tensor Query, Tensor Key, Tensor Value) parts, Tensor rotation, int heads)
    {
        using var scope = ops.Scope();
        return scope.Keep(ops.Attention(
            ops.RotatePairs(parts.Query, rotation), ops.RotatePairs(parts.Key, rotation), parts.Value, heads));
    }
}
