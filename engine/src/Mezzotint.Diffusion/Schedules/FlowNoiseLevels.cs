namespace Mezzotint.Diffusion.Schedules;

/// <summary>Levels of a rectified flow with shifted time, Esser et al. 2024 (arXiv:2403.03206), eq. 23: sigma = s t /
/// (1 + (s - 1) t), t in (0, 1].</summary>
/// <remarks>
/// The network is fed the level itself, scaled. So <see cref="TimestepAt"/> is no inverse of <see cref="SigmaAt"/>, and
/// a schedule that goes from one to the other shifts twice, as those of the reference implementations do.
/// </remarks>
public sealed class FlowNoiseLevels : NoiseLevels
{
    readonly double _timestepScale;

    /// <summary>Levels at the times 1/count, 2/count, ..., 1.</summary>
    /// <param name="shift">s: over 1 spends more steps at high noise, as large pictures need.</param>
    /// <param name="count">Number of levels.</param>
    /// <param name="timestepScale">What the network is fed at sigma 1.</param>
    public FlowNoiseLevels(double shift, int count = 1000, double timestepScale = 1000)
        : base([.. Enumerable.Range(1, count).Select(t => (float)Shift(shift, (double)t / count))])
    {
        TimeShift = shift;
        _timestepScale = timestepScale;
    }

    /// <summary>The shift s.</summary>
    public double TimeShift { get; }

    /// <summary>Levels of FLUX.1, whose network is fed sigma and whose shift is e^mu.</summary>
    /// <param name="mu">Logarithm of the shift: see <see cref="FluxMu"/>.</param>
    public static FlowNoiseLevels Flux(double mu) => new(Math.Exp(mu), 10_000, 1);

    /// <summary>mu of a FLUX.1 picture, linear in its tokens: 0.5 at 256, 1.15 at 4096 (black-forest-labs,
    /// flux/sampling.py).</summary>
    /// <param name="tokens">Image tokens: width / 16 times height / 16.</param>
    public static double FluxMu(int tokens) => 0.5 + (1.15 - 0.5) / (4096 - 256) * (tokens - 256);

    /// <inheritdoc/>
    /// <param name="timestep">Unshifted time, scaled.</param>
    public override double SigmaAt(double timestep) => Shift(TimeShift, timestep / _timestepScale);

    /// <inheritdoc/>
    public override double TimestepAt(double sigma) => sigma * _timestepScale;

    static double Shift(double shift, double time) => shift * time / (1 + (shift - 1) * time);
}
