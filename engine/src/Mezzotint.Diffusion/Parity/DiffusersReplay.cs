using Mezzotint.Diffusion.Schedules;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>The toy network of the diffusers runs, which is told timesteps and so may see another sigma than the
/// scheduler meant.</summary>
sealed class DiffusersReplay(string toy, float[] timesteps, GoldenTensors golden)
{
    readonly DiscreteNoiseLevels _levels = DiscreteNoiseLevels.StableDiffusion(isRounded: true);
    int _calls;

    /// <summary>The largest deviation of a network output so far.</summary>
    public double LargestError { get; private set; }

    /// <summary>Call k gets timestep k; its output is compared with the recorded one, both times sigma, as they enter
    /// the latent.</summary>
    public Tensor Denoise(Tensor latent, float sigma)
    {
        if (_calls >= timesteps.Length)
            throw new InvalidDataException($"The sampler asked the network more than {timesteps.Length} times.");
        var isFlow = toy.StartsWith("flow", StringComparison.Ordinal);
        var seen = isFlow ? timesteps[_calls] / 1000 : (float)_levels.SigmaAt(timesteps[_calls]);
        var input = isFlow ? latent : latent * (LatentDiffusionParity.Scale(sigma) / LatentDiffusionParity.Scale(seen));
        var output = (input - ToyDenoisers.Named(toy)(input, seen)) / seen;
        LargestError = Math.Max(LargestError,
            Deviation.Mixed(output * sigma, GoldenTensors.Entry(golden["model_out"], _calls) * sigma));
        _calls++;
        return latent - output * sigma;
    }

    /// <summary>The draw that the scheduler made after the newest network call.</summary>
    public Tensor Noise(double sigma, double sigmaNext) => GoldenTensors.Entry(golden["noise"], _calls - 1);
}
