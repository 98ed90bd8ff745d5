namespace Mezzotint.Diffusion.Schedules;

/// <summary>The beta distribution with both parameters 0.6.</summary>
static class SymmetricBeta
{
    const double Parameter = 0.6;

    /// <summary>The x in [0, 1] below which a share of the distribution lies, to 1e-15.</summary>
    public static double Quantile(double share)
    {
        if (share >= 0.5)
            return share == 0.5 ? 0.5 : 1 - Quantile(1 - share);
        double low = 0, high = 0.5, half = Integral(0.5);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Integral(middle) < 2 * share * half)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>int_0^x (t (1 - t))^(a - 1) dt = x^a sum_n (1 - a)_n / n! x^n / (a + n), DLMF 8.17.7; quick for x up to
    /// 1/2.</summary>
    static double Integral(double x)
    {
        double sum = 0, term = 1;
        for (var n = 0; n < 64; n++)
        {
            sum += term / (Parameter + n);
            term *= x * (1 - Parameter + n) / (n + 1);
        }
        return Math.Pow(x, Parameter) * sum;
    }
}
