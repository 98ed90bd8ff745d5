namespace Mezzotint.Diffusion.Schedules;

/// <summary>The spacings of noise levels that users know by name. Every list descends and ends in 0.</summary>
public static class SigmaSchedules
{
    /// <summary>Noise below which <see cref="LinearQuadratic"/> is reached in the first half of its steps, as a share
    /// of the whole.</summary>
    const double QuadraticThreshold = 0.025;

    /// <summary>Evenly spaced timesteps from the last trained one to the first.</summary>
    public static float[] Normal(NoiseLevels levels, int steps)
    {
        double first = levels.TimestepAt(levels.SigmaMax), last = levels.TimestepAt(levels.SigmaMin);
        return Descend(steps, i => levels.SigmaAt(first + (last - first) * Ramp(i, steps)));
    }

    /// <summary>Evenly spaced timesteps whose last one would be the step after the last: Stability AI's
    /// generative-models.</summary>
    public static float[] SgmUniform(NoiseLevels levels, int steps)
    {
        double first = levels.TimestepAt(levels.SigmaMax), last = levels.TimestepAt(levels.SigmaMin);
        return Descend(steps, i => levels.SigmaAt(first + (last - first) * i / steps));
    }

    /// <summary>sigma_i = (max^(1/rho) + i/(n-1) (min^(1/rho) - max^(1/rho)))^rho, Karras et al. 2022
    /// (arXiv:2206.00364), eq. 5, rho = 7.</summary>
    public static float[] Karras(NoiseLevels levels, int steps) => Karras(levels.SigmaMin, levels.SigmaMax, steps);

    /// <summary>The same between any two levels.</summary>
    public static float[] Karras(double sigmaMin, double sigmaMax, int steps, double rho = 7)
    {
        double first = Math.Pow(sigmaMax, 1 / rho), last = Math.Pow(sigmaMin, 1 / rho);
        return Descend(steps, i => Math.Pow(first + Ramp(i, steps) * (last - first), rho));
    }

    /// <summary>Evenly spaced in log sigma.</summary>
    public static float[] Exponential(NoiseLevels levels, int steps) =>
        PolyExponential(levels.SigmaMin, levels.SigmaMax, steps);

    /// <summary>log sigma_i = log min + (1 - i/(n-1))^rho (log max - log min): k-diffusion's polyexponential; rho = 1
    /// is exponential.</summary>
    public static float[] PolyExponential(double sigmaMin, double sigmaMax, int steps, double rho = 1)
    {
        double low = Math.Log(sigmaMin), high = Math.Log(sigmaMax);
        return Descend(steps, i => Math.Exp(low + Math.Pow(1 - Ramp(i, steps), rho) * (high - low)));
    }

    /// <summary>A continuous variance-preserving process, Song et al. 2021 (arXiv:2011.13456), eq. 32: sigma^2 =
    /// exp(19.9 t^2 / 2 + 0.1 t) - 1.</summary>
    /// <remarks>Its levels, 152 down to 0.01, are its own. In float32 throughout, which at the lowest level is 2e-4
    /// off, as in k-diffusion.</remarks>
    public static float[] VariancePreserving(NoiseLevels levels, int steps) => Descend(steps, i =>
    {
        var t = 1 + (1e-3f - 1) * (float)Ramp(i, steps);
        return MathF.Sqrt(MathF.Exp(19.9f * (t * t) / 2 + 0.1f * t) - 1);
    });

    /// <summary>Every (count / n)-th trained level, from the highest.</summary>
    public static float[] Simple(NoiseLevels levels, int steps)
    {
        var count = levels.Sigmas.Count;
        return Descend(steps, i => levels.Sigmas[count - 1 - (int)(i * ((double)count / steps))]);
    }

    /// <summary>Levels 1, 1 + k, 1 + 2k... of the trained ones with k = count / n rounded down, which may be more than
    /// n of them.</summary>
    /// <remarks>Song et al. 2020 (arXiv:2010.02502), appendix D.2, linear, with the offset of Stable Diffusion's
    /// DDIM.</remarks>
    public static float[] DdimUniform(NoiseLevels levels, int steps)
    {
        CheckSteps(steps);
        var stride = Math.Max(levels.Sigmas.Count / steps, 1);
        var sigmas = new List<float> { 0 };
        for (var i = 1; i < levels.Sigmas.Count; i += stride)
            sigmas.Add(levels.Sigmas[i]);
        sigmas.Reverse();
        return [.. sigmas];
    }

    /// <summary>Timesteps at the quantiles of a beta distribution, dense at both ends, Lee et al. 2024
    /// (arXiv:2407.12173), alpha = beta = 0.6.</summary>
    /// <remarks>Where two steps fall on one trained level, they are one step.</remarks>
    public static float[] Beta(NoiseLevels levels, int steps)
    {
        CheckSteps(steps);
        var last = levels.Sigmas.Count - 1;
        var timesteps = Enumerable.Range(0, steps).Select(i => SymmetricBeta.Quantile(1 - (double)i / steps) * last);
        return [.. timesteps.Select(t => (int)Math.Round(t)).Distinct().Select(t => levels.Sigmas[t]), 0];
    }

    /// <summary>Evenly spaced in arctan sigma, Sabour et al. 2024 (arXiv:2404.14507), theorem 3.1. At least 2
    /// steps.</summary>
    public static float[] KlOptimal(NoiseLevels levels, int steps)
    {
        if (steps < 2)
            throw new ArgumentException($"The schedule kl_optimal needs at least 2 steps, {steps} was asked for.");
        double first = Math.Atan(levels.SigmaMax), last = Math.Atan(levels.SigmaMin);
        return Descend(steps, i => Math.Tan(first + (last - first) * Ramp(i, steps)));
    }

    /// <summary>Linear over the first half of the steps, down by 2.5 %, then quadratic to 0: Genmo's Mochi (2024), in
    /// shares of the highest level.</summary>
    public static float[] LinearQuadratic(NoiseLevels levels, int steps)
    {
        if (steps == 1)
            return [levels.SigmaMax, 0];
        double linear = steps / 2, rest = Math.Max(1, steps - linear); // counts of steps
        var excess = linear - QuadraticThreshold * steps;
        double square = excess / (linear * rest * rest),
            slope = QuadraticThreshold / linear - 2 * excess / (rest * rest);
        return Descend(steps, i => levels.SigmaMax * (1 - (i < linear
            ? i * QuadraticThreshold / linear
            : square * i * i + slope * i + square * linear * linear)));
    }

    /// <summary>Trained levels at n whole timesteps from the last one down: the discretization that SDXL was released
    /// with.</summary>
    public static float[] LegacyDdpm(NoiseLevels levels, int steps)
    {
        var last = levels.Sigmas.Count - 1;
        return Descend(steps, i => levels.Sigmas[(int)(last - last * (double)i / steps)]);
    }

    /// <summary>Evenly spaced unshifted times from 1 to 0, then shifted: the schedule of FLUX.1 and of diffusers' flow
    /// matching.</summary>
    public static float[] ShiftedLinear(NoiseLevels levels, int steps) =>
        Descend(steps, i => levels.SigmaAt(levels.TimestepAt(1) * (1 - (double)i / steps)));

    static double Ramp(int i, int steps) => steps == 1 ? 0 : (double)i / (steps - 1);

    static float[] Descend(int steps, Func<int, double> sigma)
    {
        CheckSteps(steps);
        var sigmas = new float[steps + 1];
        for (var i = 0; i < steps; i++)
            sigmas[i] = (float)sigma(i);
        return sigmas;
    }

    static void CheckSteps(int steps)
    {
        if (steps < 1)
            throw new ArgumentException($"{steps} steps make no picture: at least 1 is needed.");
    }
}
