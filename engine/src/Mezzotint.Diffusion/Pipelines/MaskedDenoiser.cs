using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Samplers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>A denoiser that sees and leaves the kept part of a picture as it is: inpainting with any model.</summary>
/// <param name="inner">The denoiser.</param>
/// <param name="prediction">The model's prediction type: it decides how the kept part is noised.</param>
/// <param name="start">Latent and mask.</param>
/// <param name="noise">The run's first noise, (1, C, H, W).</param>
sealed class MaskedDenoiser(Denoiser inner, PredictionType prediction, StartingPoint start, Tensor noise)
{
    /// <summary>The estimate where the mask is 1, the initial latent where it is 0.</summary>
    public Tensor Denoise(Tensor latent, float sigma) =>
        Keep(start.Latent, inner(Keep(Noising.Add(prediction, start.Latent, noise, sigma), latent), sigma));

    /// <summary>The new latent where the mask is 1, the kept one where it is 0.</summary>
    Tensor Keep(Tensor kept, Tensor latent)
    {
        var result = latent.Clone();
        Span<float> target = result.Span, source = kept.Span, mask = start.Mask!.Span;
        for (var i = 0; i < target.Length; i++)
            if (mask[i % mask.Length] == 0)
                target[i] = source[i];
        return result;
    }
}
