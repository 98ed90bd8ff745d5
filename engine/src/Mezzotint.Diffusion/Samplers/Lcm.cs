using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Multistep consistency sampling, Luo et al. 2023 (arXiv:2310.04378), Algorithm 3: jump to the estimate,
/// noise it to the next level.</summary>
/// <remarks>One denoiser call a step. For models distilled to be consistent; 2 to 8 steps are usual.</remarks>
public sealed class Lcm : Sampler
{
    /// <summary>Standard deviation of the fresh noise.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1];
            x = run.DenoiseStep(i, x, sigma);
            if (sigmaNext > 0)
                x = Combine((run.Alpha(sigmaNext), x), (NoiseScale * sigmaNext, run.Noise(sigma, sigmaNext)));
        }
        return x;
    }
}
