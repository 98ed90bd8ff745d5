using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Layers;

/// <summary>Group normalisation with a learned gain and bias for each channel.</summary>
sealed class GroupNorm(WeightSource source, int channels, int groups, float epsilon)
{
    readonly Weight _gain = source.Get("weight", channels);
    readonly Weight _bias = source.Get("bias", channels);

    /// <summary>(B, ..., C) to the same shape, the activation applied to the result.</summary>
    public Tensor Forward(Operations ops, Tensor x, Activation activation = Activation.None) =>
        ops.GroupNorm(x, _gain, _bias, groups, epsilon, activation);

    /// <summary>The norm and an activation behind it, for a convolution that makes it row by row.</summary>
    public GroupNormalization Followed(Activation activation) => new(_gain, _bias, groups, epsilon, activation);
}
