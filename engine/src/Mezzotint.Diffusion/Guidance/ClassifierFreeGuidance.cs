using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Guidance;

/// <summary>Estimates led away from the negative prompt and toward the others.</summary>
/// <remarks>
/// Ho and Salimans 2022 (arXiv:2207.12598), eq. 6, on denoised estimates, and its composition of several prompts, Liu
/// et al. 2022 (arXiv:2206.01714), eq. 11: D = D_n + w sum_k a_k (D_k - D_n).
/// </remarks>
public static class ClassifierFreeGuidance
{
    /// <summary>Whether the negative branch has any part in the result: it has none with one prompt of weight 1 and
    /// scale 1.</summary>
    /// <param name="weights">a_k, a weight a prompt.</param>
    /// <param name="guidanceScale">w.</param>
    public static bool NeedsNegative(IReadOnlyList<double> weights, double guidanceScale) =>
        guidanceScale * weights.Sum() != 1;

    /// <summary>The guided estimate.</summary>
    /// <param name="negative">D_n, (B, C, H, W).</param>
    /// <param name="prompts">The weight a_k and the estimate D_k of each prompt, shaped as
    /// <paramref name="negative"/>.</param>
    /// <param name="guidanceScale">w; 1 is no guidance.</param>
    public static Tensor Combine(
        Tensor negative, IReadOnlyList<(double Weight, Tensor Denoised)> prompts, double guidanceScale)
    {
        var guided = negative;
        foreach (var (weight, denoised) in prompts)
            guided += (denoised - negative) * (float)(guidanceScale * weight);
        return guided;
    }
}
