using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>DPM-Solver++ for the diffusion SDE in two stages: the 2S rule of Lu et al. 2022 (arXiv:2211.01095) with
/// ancestral noise in both.</summary>
/// <remarks>Two denoiser calls and two draws of noise a step. Lambda is log(alpha / sigma); the splits are in units of
/// x / alpha.</remarks>
public sealed class DpmPlusPlusSde : Sampler
{
    /// <summary>Share of the noise that is fresh, 0 to 1.</summary>
    public double Eta { get; init; } = 1;

    /// <summary>Standard deviation of the fresh noise.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <summary>Where the inner stage lies, as a share of the step in lambda.</summary>
    public double MiddleShare { get; init; } = 0.5;

    /// <inheritdoc/>
    public override bool TakesBrownianNoise => true;

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        run = run.WithFiniteLambda();
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1];
            var denoised = run.DenoiseStep(i, x, sigma);
            if (sigmaNext == 0)
                return denoised;
            var lambda = run.Lambda(sigma);
            var middle = run.Sigma(lambda + MiddleShare * (run.Lambda(sigmaNext) - lambda));
            var x2 = Stage(x, denoised, (sigma, middle), run);
            var denoised2 = run.Denoise(x2, middle);
            var share = 1 / (2 * MiddleShare);
            x = Stage(x, Combine((1 - share, denoised), (share, denoised2)), (sigma, sigmaNext), run);
        }
        return x;
    }

    /// <summary>An exponential Euler step toward an estimate, with ancestral noise.</summary>
    Tensor Stage(Tensor x, Tensor estimate, (double From, double To) sigmas, SamplingRun run)
    {
        var (sigma, sigmaNext) = sigmas;
        double alpha = run.Alpha(sigma), alphaNext = run.Alpha(sigmaNext);
        var (down, up, _) = AncestralStep.Between(sigma / alpha, sigmaNext / alphaNext, Eta);
        var decay = down / (sigma / alpha);
        var noise = Eta > 0 && NoiseScale > 0 ? run.Noise(sigma, sigmaNext) : x;
        return Combine((alphaNext / alpha * decay, x), (alphaNext * (1 - decay), estimate),
            (alphaNext * NoiseScale * up, noise));
    }
}
