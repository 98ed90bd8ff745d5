namespace Mezzotint.Diffusion.Samplers;

/// <summary>The polynomials that are 1 at one of a few nodes and 0 at the others.</summary>
static class Lagrange
{
    /// <summary>Abscissae and weights of the three-point Gauss-Legendre rule, exact for polynomials up to degree
    /// 5.</summary>
    static readonly (double Abscissa, double Weight)[] Gauss =
        [(-Math.Sqrt(0.6), 5 / 9d), (0, 8 / 9d), (Math.Sqrt(0.6), 5 / 9d)];

    /// <summary>l_j(t) = prod_{k != j} (t - t_k) / (t_j - t_k).</summary>
    public static double Value(ReadOnlySpan<double> nodes, int j, double t)
    {
        var product = 1d;
        for (var k = 0; k < nodes.Length; k++)
            if (k != j)
                product *= (t - nodes[k]) / (nodes[j] - nodes[k]);
        return product;
    }

    /// <summary>The integral of l_j, exact for up to six nodes.</summary>
    public static double Integral(ReadOnlySpan<double> nodes, int j, double from, double to)
    {
        double half = (to - from) / 2, middle = (to + from) / 2, sum = 0;
        foreach (var (abscissa, weight) in Gauss)
            sum += weight * Value(nodes, j, middle + half * abscissa);
        return sum * half;
    }
}
