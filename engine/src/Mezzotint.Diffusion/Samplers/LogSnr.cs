namespace Mezzotint.Diffusion.Samplers;

/// <summary>Half the log signal-to-noise ratio, lambda = log(alpha / sigma): the time in which exponential integrators
/// step.</summary>
/// <remarks>Lu et al. 2022 (arXiv:2206.00927), section 3. alpha is 1 in model units, 1 - sigma for a rectified
/// flow.</remarks>
static class LogSnr
{
    /// <summary>Share of the path that a flow's pure noise is moved by, where lambda is infinite.</summary>
    const double FirstShare = 1e-4;

    /// <summary>lambda of a noise level of this run's model.</summary>
    public static double Lambda(this SamplingRun run, double sigma) =>
        run.IsFlow ? Math.Log((1 - sigma) / sigma) : -Math.Log(sigma);

    /// <summary>The noise level of a lambda.</summary>
    public static double Sigma(this SamplingRun run, double lambda) =>
        run.IsFlow ? 1 / (1 + Math.Exp(lambda)) : Math.Exp(-lambda);

    /// <summary>Share of the clean latent in the noisy one.</summary>
    public static double Alpha(this SamplingRun run, double sigma) => run.IsFlow ? 1 - sigma : 1;

    /// <summary>The run with a first level whose lambda is finite: a flow that starts in pure noise starts a little
    /// below.</summary>
    public static SamplingRun WithFiniteLambda(this SamplingRun run)
    {
        if (run.FlowShift is not { } shift || run.Sigmas[0] < 1)
            return run;
        const double time = 1 - FirstShare;
        return run with { Sigmas = [(float)(shift * time / (1 + (shift - 1) * time)), .. run.Sigmas.Skip(1)] };
    }
}
