namespace Mezzotint.Diffusion.Schedules;

/// <summary>Levels of a variance-preserving process in discrete steps, Ho et al. 2020 (arXiv:2006.11239): sigma_t =
/// sqrt((1 - abar_t) / abar_t).</summary>
/// <remarks>Between steps log sigma is linear in t, as Karras et al. 2022 (arXiv:2206.00364) leave open and k-diffusion
/// chose.</remarks>
public sealed class DiscreteNoiseLevels : NoiseLevels
{
    /// <summary>abar of the last step when a schedule is rescaled to end in pure noise: not 0, so that sigma stays
    /// finite.</summary>
    const double TerminalAlphaBar = 4.8973451890853435e-08;

    readonly double[] _logSigmas;

    DiscreteNoiseLevels(float[] sigmas)
        : base(sigmas) => _logSigmas = Array.ConvertAll(sigmas, s => Math.Log(s));

    /// <summary>Levels from cumulative products of 1 - beta.</summary>
    /// <param name="alphaBars">abar_0, abar_1, ...: descending, each in (0, 1).</param>
    public static DiscreteNoiseLevels FromAlphaBars(IEnumerable<double> alphaBars) =>
        new([.. alphaBars.Select(a => (float)Math.Sqrt((1 - a) / a))]);

    /// <summary>The levels of Stable Diffusion 1, 2 and XL: sqrt(beta) linear from sqrt(0.00085) to sqrt(0.012) in 1000
    /// steps.</summary>
    /// <param name="isRounded">
    /// Whether abar is first rounded to float32, as checkpoints store it and k-diffusion reads it: it moves sigma_0 by
    /// 1.3e-5 of itself.
    /// </param>
    public static DiscreteNoiseLevels StableDiffusion(bool isRounded = false) =>
        isRounded ? FromFloatAlphaBars([.. AlphaBars().Select(a => (float)a)]) : FromAlphaBars(AlphaBars());

    /// <summary>Levels from abar in float32 (the buffer <c>alphas_cumprod</c> of a checkpoint), in float32
    /// arithmetic.</summary>
    public static DiscreteNoiseLevels FromFloatAlphaBars(IEnumerable<float> alphaBars) =>
        new([.. alphaBars.Select(a => MathF.Sqrt((1 - a) / a))]);

    /// <summary>abar_t = prod (1 - beta_s) of Stable Diffusion, in double.</summary>
    public static IReadOnlyList<double> AlphaBars(int steps = 1000, double betaStart = 0.00085, double betaEnd = 0.012)
    {
        var alphaBars = new double[steps];
        double first = Math.Sqrt(betaStart), last = Math.Sqrt(betaEnd), product = 1;
        for (var t = 0; t < steps; t++)
        {
            var root = first + (last - first) * t / (steps - 1);
            product *= 1 - root * root;
            alphaBars[t] = product;
        }
        return alphaBars;
    }

    /// <summary>The same levels stretched so that the last step is pure noise, Lin et al. 2023 (arXiv:2305.08891),
    /// Algorithm 1.</summary>
    public DiscreteNoiseLevels WithZeroTerminalSnr()
    {
        var roots = Sigmas.Select(s => 1 / Math.Sqrt(1.0 + (double)s * s)).ToArray(); // sqrt(abar)
        double first = roots[0], last = roots[^1];
        var alphaBars = Array.ConvertAll(roots, r => Math.Pow((r - last) * first / (first - last), 2));
        alphaBars[^1] = TerminalAlphaBar;
        return FromAlphaBars(alphaBars);
    }

    /// <inheritdoc/>
    /// <param name="timestep">Held within the trained range.</param>
    public override double SigmaAt(double timestep)
    {
        var t = Math.Clamp(timestep, 0, _logSigmas.Length - 1);
        var low = (int)Math.Min(t, _logSigmas.Length - 2);
        var weight = t - low;
        return Math.Exp((1 - weight) * _logSigmas[low] + weight * _logSigmas[low + 1]);
    }

    /// <inheritdoc/>
    public override double TimestepAt(double sigma)
    {
        var log = Math.Log(sigma);
        var found = Array.BinarySearch(_logSigmas, log);
        var low = Math.Clamp(found >= 0 ? found : ~found - 1, 0, _logSigmas.Length - 2);
        var weight = (log - _logSigmas[low]) / (_logSigmas[low + 1] - _logSigmas[low]);
        return low + Math.Clamp(weight, 0, 1);
    }

    /// <summary>The trained timestep whose log sigma lies nearest.</summary>
    public int NearestTimestep(double sigma)
    {
        var log = Math.Log(sigma);
        var best = 0;
        for (var t = 1; t < _logSigmas.Length; t++)
            if (Math.Abs(_logSigmas[t] - log) < Math.Abs(_logSigmas[best] - log))
                best = t;
        return best;
    }
}
