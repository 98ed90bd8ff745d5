using Mezzotint.Diffusion.Predictions;
using Mezzotint.Diffusion.Samplers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Pipelines;

/// <summary>A denoiser that sees and leaves the kept part of a picture as it is: inpainting with any model.</summary>
/// <param name="inner">The denoiser.</param>
/// <param name="prediction">The model's prediction type: it decides how the kept part is noised.</param>
/// <param name="start">Latent and mask.</param>
/// <param name="noise">The run's first noise, (B, C, H, W).</param>
sealed class MaskedDenoiser(Denoiser inner, PredictionType prediction, StartingPoint start, Tensor noise)
{
    /// <summary>The estimate where the mask is 1, the initial latent where it is 0.</summary>
    public Tensor Denoise(Tensor latent, float sigma) =>
        Keep(inner(Keep(latent, i => Noising.Add(prediction, start.Latent, noise.Rows(i, 1), sigma)), sigma), _ => start.Latent);

    /// <summary>Each image where the mask is 1, <paramref name="kept"/> of its index where it is 0.</summary>
    Tensor Keep(Tensor images, Func<int, Tensor> kept)
    {
        var result = images.Clone();
        var mask = start.Mask!.Span;
        for (var i = 0; i < images.Shape[0]; i++)
        {
            var target = result.Rows(i, 1).Span;
            ReadOnlySpan<float> source = kept(i).Span;
            for (var k = 0; k < target.Length; k++)
                if (mask[k % mask.Length] == 0)
                    target[k] = source[k];
        }
        return result;
    }
}
