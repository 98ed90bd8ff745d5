using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>
/// Shifts, scales and gates that a condition gives a transformer's block: adaLN-Zero, Peebles and Xie 2022
/// (arXiv:2212.09748), section 3.2.
/// </summary>
/// <param name="source">Weights of the matrix that makes them.</param>
/// <param name="width">Channels of the block.</param>
/// <param name="count">How many vectors it makes.</param>
sealed class Modulation(WeightSource source, int width, int count)
{
    const float Epsilon = 1e-6f;

    readonly Linear _linear = Linear.From(source, width, count * width);

    /// <summary>The vectors, in the innermost open scope.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="condition">After its SiLU, (B, C).</param>
    /// <returns>Each (B, 1, C).</returns>
    public Tensor[] Forward(Operations ops, Tensor condition)
    {
        var all = _linear.Forward(ops, condition);
        var vectors = new Tensor[count];
        for (var i = 0; i < count; i++)
            vectors[i] = ops.Reshape(
                ops.Slice(all, -1, i * width, width), new Shape(condition.Shape[0], 1, width));
        return vectors;
    }

    /// <summary>y = norm(x) (1 + scale) + shift, with a layer norm that has no gain of its own.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, L, C).</param>
    /// <param name="shift">(B, 1, C).</param>
    /// <param name="scale">(B, 1, C).</param>
    public static Tensor Apply(Operations ops, Tensor x, Tensor shift, Tensor scale) =>
        ops.LayerNormModulated(x, shift, scale, Epsilon);
}
