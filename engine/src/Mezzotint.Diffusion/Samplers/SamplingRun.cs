using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>One walk from noise to picture: the denoiser, the noise levels to visit and where fresh noise comes
/// from.</summary>
/// <param name="Denoiser">The guided network.</param>
/// <param name="Sigmas">Noise levels, descending; a picture's end in 0. Steps lie between neighbours.</param>
/// <param name="Noise">Fresh noise, for the samplers that add any.</param>
public sealed record SamplingRun(Denoiser Denoiser, IReadOnlyList<float> Sigmas, StepNoise Noise)
{
    /// <summary>
    /// The time shift of a rectified-flow model, whose latents are x = (1 - sigma) x0 + sigma n; null for one with x =
    /// x0 + sigma n.
    /// </summary>
    public double? FlowShift { get; init; }

    /// <summary>Whether the model is a rectified flow.</summary>
    public bool IsFlow => FlowShift is not null;

    /// <summary>Called once in each step.</summary>
    public Action<SamplingProgress>? Progress { get; init; }

    /// <summary>Looked at before every call of the denoiser.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Number of steps.</summary>
    public int Steps => Sigmas.Count - 1;

    /// <summary>The denoised estimate that opens step <paramref name="step"/>, and reports it.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Tensor DenoiseStep(int step, Tensor latent, double sigma)
    {
        var denoised = Denoise(latent, sigma);
        Report(step, Steps, sigma, latent, denoised);
        return denoised;
    }

    /// <summary>The denoised estimate at a point inside a step.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Tensor Denoise(Tensor latent, double sigma)
    {
        Cancellation.ThrowIfCancellationRequested();
        return Denoiser(latent, (float)sigma);
    }

    internal void Report(int step, int steps, double sigma, Tensor latent, Tensor denoised) =>
        Progress?.Invoke(new SamplingProgress(step, steps, (float)sigma, latent, denoised));
}
