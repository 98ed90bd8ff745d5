using Mezzotint.Diffusion.Samplers;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Parity;

/// <summary>The formulas that stand in for a network in the golden sampler runs.</summary>
static class ToyDenoisers
{
    /// <summary>A formula by its name in index.json.</summary>
    public static Denoiser Named(string name) => name switch
    {
        "vp_linear" => (x, s) => Map(x, v => v / (1 + s * s)),
        "vp_nonlinear" => (x, s) => Nonlinear(x, 1, s),
        "flow_nonlinear" => (x, s) => Nonlinear(x, 1 - s, s),
        _ => throw new InvalidDataException($"The toy denoiser '{name}' is not known."),
    };

    /// <summary>0.8 tanh(1.3 a x / (a^2 + s^2)) + 0.25 sin(2 x / sqrt(a^2 + s^2)).</summary>
    static Tensor Nonlinear(Tensor x, float a, float s)
    {
        var variance = (double)a * a + (double)s * s;
        return Map(x,
            v => (float)(0.8 * Math.Tanh(1.3 * a * v / variance) + 0.25 * Math.Sin(2 * v / Math.Sqrt(variance))));
    }

    static Tensor Map(Tensor x, Func<float, float> function) =>
        new(x.Shape, Array.ConvertAll(x.Span.ToArray(), v => function(v)));
}
