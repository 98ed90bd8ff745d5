using Mezzotint.Diffusion.Samplers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>Feeds a sampler the noise that a golden run drew, and compares what it does on the way.</summary>
/// <remarks>
/// Latents and estimates on the way count a tenth: the recorded accuracy of a reference is that of its last latents,
/// and a flow's first step, at a level near 1, loses ten times as much in float32.
/// </remarks>
/// <param name="denoiser">The toy denoiser of the run.</param>
/// <param name="golden">Its recorded tensors.</param>
/// <param name="comparesLatents">Whether the latents a step starts from are compared: ComfyUI's IPNDM and DEIS report
/// others.</param>
sealed class RunRecorder(Denoiser denoiser, GoldenTensors golden, bool comparesLatents)
{
    readonly List<float> _calls = [];
    int _draws;
    double _largestError;

    /// <summary>The toy denoiser; notes the sigma asked for.</summary>
    public Tensor Denoise(Tensor latent, float sigma)
    {
        _calls.Add(sigma);
        return denoiser(latent, sigma);
    }

    /// <summary>The next recorded draw, whose interval must be the one asked for.</summary>
    public Tensor Noise(double sigma, double sigmaNext)
    {
        var noise = golden["noise"];
        if (_draws >= noise.Shape[0])
            throw new InvalidDataException(
                $"The sampler drew noise {_draws + 1} times, {noise.Shape[0]} draws were recorded.");
        if (golden.Find("noise_sigma_pairs") is { } pairs && pairs.Span[2 * _draws] >= 0)
            Note(Deviation.Mixed([(float)sigma, (float)sigmaNext], pairs.Span.Slice(2 * _draws, 2)));
        return GoldenTensors.Entry(noise, _draws++);
    }

    /// <summary>Compares the latents and the estimate at the start of a step.</summary>
    public void Record(SamplingProgress progress)
    {
        if (comparesLatents)
            Compare("x_steps", progress.Step, progress.Latent);
        Compare("denoised_steps", progress.Step, progress.Denoised);
    }

    /// <summary>The largest deviation noted, the sequence of denoised sigmas included.</summary>
    public double LargestError()
    {
        if (golden.Find("call_sigmas") is { } expected)
            Note(Deviation.Mixed(_calls.ToArray(), expected.Span));
        return _largestError;
    }

    void Compare(string name, int step, Tensor tensor)
    {
        if (golden.Find(name) is { } steps)
            Note(step < steps.Shape[0] ? Deviation.Mixed(tensor, GoldenTensors.Entry(steps, step)) / 10
                : double.PositiveInfinity);
    }

    void Note(double error) => _largestError = Math.Max(_largestError, error);
}
