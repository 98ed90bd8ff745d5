namespace Mezzotint.Tensors.Kernels.Activate;

/// <summary>The activations one element at a time, in double precision: the judge of the vector ones.</summary>
static class ActivateReference
{
    /// <summary>y[i] = f(x[i]).</summary>
    /// <param name="x">Any values.</param>
    /// <param name="y">As many; may be x.</param>
    /// <param name="activation">f.</param>
    public static void Run(ReadOnlySpan<float> x, Span<float> y, Activation activation)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = (float)Apply(activation, x[i]);
    }

    /// <summary>f(x); see <see cref="Activation"/> for the formulas.</summary>
    public static double Apply(Activation activation, double x) => activation switch
    {
        Activation.None => x,
        Activation.Silu => x / (1 + Math.Exp(-x)),
        Activation.Gelu => x * (1 + Erf(x / Math.Sqrt(2))) / 2,
        Activation.GeluTanh => x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2,
        Activation.QuickGelu => x / (1 + Math.Exp(-1.702 * x)),
        Activation.Relu => Math.Max(x, 0),
        Activation.Tanh => Math.Tanh(x),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };

    /// <summary>
    /// erf x by its Maclaurin series up to 3 and by the continued fraction of erfc beyond, to about 1e-15.
    /// </summary>
    /// <remarks>
    /// Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), formulas 7.1.6 and 7.1.14.
    /// </remarks>
    public static double Erf(double x)
    {
        var a = Math.Abs(x);
        if (a > 6)
            return Math.Sign(x);
        double result;
        if (a < 3)
        {
            double term = a, sum = a;
            for (var n = 1; n < 100; n++)
            {
                term *= 2 * a * a / (2 * n + 1);
                sum += term;
            }
            result = 2 / Math.Sqrt(Math.PI) * Math.Exp(-a * a) * sum;
        }
        else
        {
            var fraction = 0.0;
            for (var n = 60; n >= 1; n--)
                fraction = n / 2.0 / (a + fraction);
            result = 1 - Math.Exp(-a * a) / Math.Sqrt(Math.PI) / (a + fraction);
        }
        return Math.CopySign(result, x);
    }
}
