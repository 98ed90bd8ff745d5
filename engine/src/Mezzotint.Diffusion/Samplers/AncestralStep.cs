namespace Mezzotint.Diffusion.Samplers;

/// <summary>A step to a lower noise level split in two: down further than asked, then up again by fresh
/// noise.</summary>
/// <param name="Down">sigma_down, where the deterministic part ends.</param>
/// <param name="Up">sigma_up, the standard deviation of the noise added after.</param>
/// <param name="Scale">Factor of the latents before the noise is added; 1 but for flows.</param>
readonly record struct AncestralStep(double Down, double Up, double Scale)
{
    /// <summary>
    /// sigma_up = eta sigmaNext sqrt(1 - sigmaNext^2 / sigma^2), at most sigmaNext; sigma_down^2 + sigma_up^2 =
    /// sigmaNext^2. With eta = 1 it is the posterior of DDPM, in between DDIM's eta: Song et al. 2020
    /// (arXiv:2010.02502), eq. 16, with x over alpha.
    /// </summary>
    public static AncestralStep Between(double sigma, double sigmaNext, double eta)
    {
        var ratio = sigmaNext / sigma;
        var up = Math.Min(sigmaNext, eta * sigmaNext * Math.Sqrt(Math.Max(0, 1 - ratio * ratio)));
        return new(Math.Sqrt(Math.Max(0, sigmaNext * sigmaNext - up * up)), up, 1);
    }

    /// <summary>The same for x = (1 - sigma) x0 + sigma n: after the noise the share of x0 is 1 - sigmaNext
    /// again.</summary>
    public static AncestralStep BetweenFlow(double sigma, double sigmaNext, double eta)
    {
        var down = sigmaNext * (1 + (sigmaNext / sigma - 1) * eta);
        var scale = (1 - sigmaNext) / (1 - down);
        return new(down, Math.Sqrt(Math.Max(0, sigmaNext * sigmaNext - down * down * scale * scale)), scale);
    }

    /// <summary>The split for the kind of model that a run samples.</summary>
    public static AncestralStep Of(SamplingRun run, int step, double eta) => run.IsFlow
        ? BetweenFlow(run.Sigmas[step], run.Sigmas[step + 1], eta)
        : Between(run.Sigmas[step], run.Sigmas[step + 1], eta);
}
