using Mezzotint.Tensors.Kernels.Attention;

namespace Mezzotint.Tensors.Kernels.BiasedAttention;

/// <summary>Attention whose logits a bias is added to, in doubles: the judge of the fast one.</summary>
static class BiasedAttentionReference
{
    /// <summary>
    /// y[i] = sum_j softmax_j(q[i] k[j] / sqrt(d) + bias[h, i, j]) v[j] for each batch entry and head.
    /// </summary>
    /// <param name="query">(B, queries, heads * d).</param>
    /// <param name="key">(B, keys, heads * d).</param>
    /// <param name="value">(B, keys, heads * d).</param>
    /// <param name="bias">(heads, queries, keys), the same for each batch entry.</param>
    /// <param name="y">(B, queries, heads * d).</param>
    /// <param name="shape">All lengths; not causal.</param>
    public static void Run(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, ReadOnlySpan<float> bias,
        Span<float> y, AttentionShape shape)
    {
        var weights = new double[shape.Keys];
        for (var b = 0; b < shape.Batch; b++)
            for (var h = 0; h < shape.Heads; h++)
                for (var i = 0; i < shape.Queries; i++)
                {
                    var at = (b * shape.Queries + i) * shape.Width + h * shape.HeadWidth;
                    var first = b * shape.Keys * shape.Width + h * shape.HeadWidth;
                    Probabilities(
                        query.Slice(at, shape.HeadWidth), key[first..],
                        bias.Slice((h * shape.Queries + i) * shape.Keys, shape.Keys), weights, shape.Width);
                    for (var c = 0; c < shape.HeadWidth; c++)
                    {
                        double sum = 0;
                        for (var j = 0; j < weights.Length; j++)
                            sum += weights[j] * value[first + j * shape.Width + c];
                        y[at + c] = (float)sum;
                    }
                }
    }

    static void Probabilities(
        ReadOnlySpan<float> q, ReadOnlySpan<float> keys, ReadOnlySpan<float> bias, Span<double> weights, int stride)
    {
        double max = double.NegativeInfinity, total = 0;
        for (var j = 0; j < weights.Length; j++)
        {
            double sum = 0;
            for (var c = 0; c < q.Length; c++)
                sum += (double)q[c] * keys[j * stride + c];
            weights[j] = sum / Math.Sqrt(q.Length) + bias[j];
            max = Math.Max(max, weights[j]);
        }
        foreach (ref var weight in weights)
            total += weight = Math.Exp(weight - max);
        foreach (ref var weight in weights)
            weight /= total;
    }
}
