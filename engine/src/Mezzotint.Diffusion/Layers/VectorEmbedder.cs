using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>Two matrices with a SiLU between: how timesteps and pooled texts enter a transformer.</summary>
/// <param name="first">(in) to (C).</param>
/// <param name="second">(C) to (C).</param>
sealed class VectorEmbedder(Linear first, Linear second)
{
    /// <summary>(B, in) to (B, C).</summary>
    public Tensor Forward(Operations ops, Tensor x)
    {
        using var scope = ops.Scope();
        return scope.Keep(second.Forward(ops, first.ForwardActivated(ops, x, Activation.Silu)));
    }
}
