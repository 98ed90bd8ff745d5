using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>A rule that walks latents down a list of noise levels.</summary>
/// <remarks>Instances hold options only, so one may serve many runs at once. Step arithmetic is in double and rounds
/// once per latent.</remarks>
public abstract class Sampler
{
    /// <summary>Whether its noise should be increments of a Brownian path, not independent draws: it solves an SDE with
    /// overlapping stages.</summary>
    public virtual bool TakesBrownianNoise => false;

    /// <summary>Takes the latents from the first sigma of the run to the last.</summary>
    /// <param name="x">Latents whose noise has the standard deviation <c>run.Sigmas[0]</c>, (B, C, H, W). Not
    /// changed.</param>
    /// <param name="run">Denoiser, sigmas and noise.</param>
    /// <returns>The latents at the last sigma, (B, C, H, W).</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public abstract Tensor Sample(Tensor x, SamplingRun run);
}
