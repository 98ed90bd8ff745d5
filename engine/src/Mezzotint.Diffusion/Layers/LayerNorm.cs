using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>Layer normalisation with a learned gain and bias for each channel, epsilon 1e-5.</summary>
sealed class LayerNorm(WeightSource source, int channels)
{
    const float Epsilon = 1e-5f;

    readonly Weight _gain = source.Get("weight", channels);
    readonly Weight _bias = source.Get("bias", channels);

    /// <summary>(..., C) to the same shape.</summary>
    public Tensor Forward(Operations ops, Tensor x) => ops.LayerNorm(x, _gain, _bias, Epsilon);
}
