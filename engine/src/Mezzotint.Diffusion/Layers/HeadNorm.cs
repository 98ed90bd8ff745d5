using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>Root-mean-square norm of each head's queries or keys, which keeps attention's logits in bounds.</summary>
static class HeadNorm
{
    const float Epsilon = 1e-6f;

    /// <summary>Each head over its root mean square, times a gain.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, L, heads * d).</param>
    /// <param name="gain">(d), the same for each head; null leaves x as it is.</param>
    /// <returns>(B, L, heads * d), in the innermost open scope.</returns>
    public static Tensor Apply(Operations ops, Tensor x, Weight? gain)
    {
        if (gain is null)
            return x;
        using var scope = ops.Scope();
        var width = gain.Shape[0];
        var heads = ops.Reshape(x, new Shape(x.Shape[0], x.Shape[1], x.Shape[2] / width, width));
        return scope.Keep(ops.Reshape(ops.RmsNorm(heads, gain, Epsilon), x.Shape));
    }
}
