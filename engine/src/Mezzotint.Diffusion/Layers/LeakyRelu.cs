using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>
/// A rectifier that lets a share of the negative through: Maas et al. 2013, eq. 2, and its learned form.
/// </summary>
static class LeakyRelu
{
    /// <summary>The share that ESRGAN's networks have.</summary>
    public const float Slope = 0.2f;

    /// <summary>y = slope x + (1 - slope) max(x, 0), which is max(x, slope x).</summary>
    public static Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        var positive = ops.Activate(ops.Scale(x, 1 - Slope), Activation.Relu);
        return scope.Keep(ops.Add(positive, ops.Scale(x, Slope)));
    }

    /// <summary>The same with a slope for each channel: PReLU, He et al. 2015 (arXiv:1502.01852), eq. 1.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(..., C).</param>
    /// <param name="slopes">(C).</param>
    public static Tensor Forward(Operations ops, Tensor x, Weight slopes)
    {
        using var scope = ops.Scope();
        var slope = slopes.Value;
        var positive = ops.Multiply(ops.Activate(x, Activation.Relu), ops.Scale(slope, -1, 1));
        return scope.Keep(ops.Add(positive, ops.Multiply(x, slope)));
    }
}
