namespace Mezzotint.Diffusion.Schedules;

/// <summary>The noise levels a model was trained at, and the timesteps that name them.</summary>
public abstract class NoiseLevels
{
    readonly float[] _sigmas;

    private protected NoiseLevels(float[] sigmas) => _sigmas = sigmas;

    /// <summary>The trained sigmas, ascending.</summary>
    public IReadOnlyList<float> Sigmas => _sigmas;

    /// <summary>The lowest trained sigma.</summary>
    public float SigmaMin => _sigmas[0];

    /// <summary>The highest trained sigma.</summary>
    public float SigmaMax => _sigmas[^1];

    /// <summary>Sigma at a timestep, which may lie between two trained ones.</summary>
    public abstract double SigmaAt(double timestep);

    /// <summary>The timestep whose sigma this is, possibly between two trained ones: what the network is fed.</summary>
    public abstract double TimestepAt(double sigma);

    private protected ReadOnlySpan<float> Table => _sigmas;
}
