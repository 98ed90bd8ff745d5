using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Samplers;

/// <summary>Weighted sums of latents: what every step of every sampler ends in.</summary>
static class LinearCombination
{
    /// <summary>y = sum_k a_k t_k, summed in double and rounded once.</summary>
    /// <param name="terms">At least one pair of factor and tensor; all of one shape. A factor of 0 drops its tensor,
    /// NaN and all.</param>
    public static Tensor Combine(params ReadOnlySpan<(double Factor, Tensor Tensor)> terms)
    {
        var shape = terms[0].Tensor.Shape;
        var sums = new double[shape.Count];
        foreach (var (factor, tensor) in terms)
        {
            if (tensor.Shape != shape)
                throw new ArgumentException($"Latents of shapes {shape} and {tensor.Shape} cannot be summed.");
            if (factor == 0)
                continue;
            ReadOnlySpan<float> values = tensor.Span;
            for (var i = 0; i < sums.Length; i++)
                sums[i] += factor * values[i];
        }
        var result = new Tensor(shape);
        var y = result.Span;
        for (var i = 0; i < sums.Length; i++)
            y[i] = (float)sums[i];
        return result;
    }

    /// <summary>The slope dx/dsigma = (x - D) / sigma of the probability-flow ODE, Karras et al. 2022
    /// (arXiv:2206.00364), eq. 1 and 3.</summary>
    public static Tensor Slope(Tensor x, Tensor denoised, double sigma) =>
        Combine((1 / sigma, x), (-1 / sigma, denoised));
}
