using Mezzotint.Tensors;

namespace Mezzotint.Training.Optimizers;

/// <summary>The length of all gradients together, and the factor that holds it down.</summary>
public static class GradientNorm
{
    /// <summary>sqrt(sum g^2) over all tensors, each tensor's sum joined in double.</summary>
    public static double Of(IReadOnlyList<Tensor> gradients)
    {
        var sums = new double[gradients.Count];
        Threads.For(sums.Length, i =>
        {
            const int chunk = 4096;
            ReadOnlySpan<float> values = gradients[i].Span;
            for (var start = 0; start < values.Length; start += chunk)
            {
                var part = values.Slice(start, Math.Min(chunk, values.Length - start));
                sums[i] += Autograd.Kernels.RowVector.Dot(part, part);
            }
        });
        return Math.Sqrt(sums.Sum());
    }

    /// <summary>
    /// 1, or max / norm where the norm is larger: Pascanu et al. 2013 (arXiv:1211.5063), Algorithm 1.
    /// </summary>
    public static float ClipFactor(double norm, double max) => norm <= max ? 1 : (float)(max / norm);
}
