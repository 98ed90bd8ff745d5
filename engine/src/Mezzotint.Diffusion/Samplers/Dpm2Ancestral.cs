using Mezzotint.Tensors;
using static Mezzotint.Diffusion.Samplers.LinearCombination;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>DPM2 to a level below the next, and fresh noise back up to it.</summary>
/// <remarks>Two denoiser calls a step, one in the step to sigma 0.</remarks>
public sealed class Dpm2Ancestral : Sampler
{
    /// <summary>Share of the noise that is fresh, 0 to 1.</summary>
    public double Eta { get; init; } = 1;

    /// <summary>Standard deviation of the fresh noise.</summary>
    public double NoiseScale { get; init; } = 1;

    /// <inheritdoc/>
    public override Tensor Sample(Tensor x, SamplingRun run)
    {
        for (var i = 0; i < run.Steps; i++)
        {
            double sigma = run.Sigmas[i], sigmaNext = run.Sigmas[i + 1];
            var denoised = run.DenoiseStep(i, x, sigma);
            var (down, up, scale) = AncestralStep.Of(run, i, Eta);
            x = Dpm2.Step(x, denoised, (sigma, down), run);
            if (down > 0 && Eta > 0)
                x = Combine((scale, x), (NoiseScale * up, run.Noise(sigma, sigmaNext)));
        }
        return x;
    }
}
