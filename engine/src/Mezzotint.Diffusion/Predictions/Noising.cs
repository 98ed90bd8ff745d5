using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Predictions;

/// <summary>The forward process: clean latents and noise mixed at a noise level.</summary>
public static class Noising
{
    /// <summary>x = x0 + sigma n; for a flow x = (1 - sigma) x0 + sigma n.</summary>
    /// <param name="type">What the network outputs: it decides the process.</param>
    /// <param name="latent">x0; zeros for text-to-image.</param>
    /// <param name="noise">n, unit normal, the same shape.</param>
    /// <param name="sigma">Noise level.</param>
    public static Tensor Add(PredictionType type, Tensor latent, Tensor noise, double sigma) =>
        type == PredictionType.Flow
        ? noise * (float)sigma + latent * (float)(1 - sigma)
        : noise * (float)sigma + latent;

    /// <summary>Noise to start text-to-image from: of variance sigma^2 + 1, which a network that knows no higher level
    /// expects.</summary>
    /// <remarks>The trained process has x = x0 + sigma n with x0 of variance 1; starting from sigma n alone is slightly
    /// too quiet.</remarks>
    public static Tensor AddFull(PredictionType type, Tensor latent, Tensor noise, double sigma) =>
        type == PredictionType.Flow
        ? Add(type, latent, noise, sigma)
        : noise * (float)Math.Sqrt(1 + sigma * sigma) + latent;

    /// <summary>Undoes the scale that a flow leaves on latents when a run stops before sigma 0: x / (1 -
    /// sigma).</summary>
    public static Tensor Unscale(PredictionType type, Tensor latent, double sigma) =>
        type == PredictionType.Flow ? latent * (float)(1 / (1 - sigma)) : latent;
}
