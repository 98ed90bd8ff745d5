namespace Mezzotint.Diffusion.Schedules;

/// <summary>Ways to space n noise levels between the highest and the lowest; every list descends and ends in 0.</summary>
public static class SigmaSchedules
{
    /// <summary>Evenly spaced timesteps from the last trained one to the first. Also known as "uniform" and "automatic".</summary>
    public static float[] Normal(NoiseLevels levels, int steps)
    {
        double first = levels.TimestepAt(levels.SigmaMax), last = levels.TimestepAt(levels.SigmaMin);
        return Descend(steps, ramp => levels.SigmaAt(first + (last - first) * ramp));
    }

    /// <summary>sigma_i = (max^(1/rho) + i/(n-1) (min^(1/rho) - max^(1/rho)))^rho, Karras et al. 2022 (arXiv:2206.00364), eq. 5.</summary>
    public static float[] Karras(NoiseLevels levels, int steps) => Karras(levels.SigmaMin, levels.SigmaMax, steps);

    /// <summary>The same between any two levels.</summary>
    public static float[] Karras(double sigmaMin, double sigmaMax, int steps, double rho = 7)
    {
        double first = Math.Pow(sigmaMax, 1 / rho), last = Math.Pow(sigmaMin, 1 / rho);
        return Descend(steps, ramp => Math.Pow(first + ramp * (last - first), rho));
    }

    /// <summary>n values of a function of i/(n-1), and 0.</summary>
    static float[] Descend(int steps, Func<double, double> sigma)
    {
        if (steps < 1)
            throw new ArgumentOutOfRangeException(nameof(steps), $"{steps} steps make no picture: at least 1 is needed.");
        var sigmas = new float[steps + 1];
        for (var i = 0; i < steps; i++)
            sigmas[i] = (float)sigma(steps == 1 ? 0 : (double)i / (steps - 1));
        return sigmas;
    }
}
