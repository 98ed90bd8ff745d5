using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Denoisers;

/// <summary>A network that was trained to undo noise: a UNet, or one of the transformers that came after.</summary>
public abstract class DenoiserNetwork
{
    /// <summary>The network's prediction for noisy latents.</summary>
    /// <param name="ops">What computes.</param>
    /// <param name="x">(B, H, W, input channels).</param>
    /// <param name="timesteps">B of them, in the units that the network was trained with.</param>
    /// <param name="conditioning">What the network is told about the pictures wanted.</param>
    /// <param name="watch">Is shown results inside under their checkpoint names, valid during the call.</param>
    /// <returns>(B, H, W, output channels).</returns>
    /// <exception cref="ArgumentException">The conditioning lacks what the network needs, or a size cannot
    /// be.</exception>
    public abstract Tensor Forward(
        Operations ops, Tensor x, ReadOnlySpan<float> timesteps, Conditioning conditioning,
        Action<string, Tensor>? watch = null);
}
