using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Noise added before a step to correct earlier errors: S_churn and its companions in Karras et al. 2022
/// (arXiv:2206.00364), Algorithm 2.</summary>
/// <param name="Amount">S_churn: 0 adds nothing.</param>
/// <param name="SigmaMin">S_tmin: no churn below.</param>
/// <param name="SigmaMax">S_tmax: no churn above.</param>
/// <param name="NoiseScale">S_noise: standard deviation of the added noise, slightly over 1 to keep detail.</param>
public sealed record Churn(double Amount = 0, double SigmaMin = 0, double SigmaMax = double.PositiveInfinity,
    double NoiseScale = 1)
{
    /// <summary>Raises the noise level at the start of a step.</summary>
    /// <returns>The latents and their new level sigma_hat = (1 + gamma) sigma, with gamma = min(S_churn / N, sqrt 2 -
    /// 1).</returns>
    internal (Tensor Latent, double SigmaHat) Apply(Tensor x, int step, SamplingRun run)
    {
        double sigma = run.Sigmas[step];
        if (Amount <= 0)
            return (x, sigma);
        // drawn in every step, used or not: the sequence does not depend on the limits
        var noise = run.Noise(sigma, sigma);
        var gamma = sigma >= SigmaMin && sigma <= SigmaMax ? Math.Min(Amount / run.Steps, Math.Sqrt(2) - 1) : 0;
        var sigmaHat = sigma * (1 + gamma);
        return (Combine((1, x), (NoiseScale * Math.Sqrt(sigmaHat * sigmaHat - sigma * sigma), noise)), sigmaHat);
    }
}
