namespace Mezzotint.Tensors.Kernels.Attention;

/// <summary>Attention with the whole row of probabilities at hand, in doubles: the judge of the tiled one.</summary>
static class AttentionReference
{
    /// <summary>
    /// y[i] = sum_j softmax_j(q[i] k[j] / sqrt(d)) v[j] for each batch entry and head; causal: j at most i.
    /// </summary>
    /// <param name="query">(B, queries, heads * d).</param>
    /// <param name="key">(B, keys, heads * d).</param>
    /// <param name="value">(B, keys, heads * d).</param>
    /// <param name="y">(B, queries, heads * d).</param>
    /// <param name="shape">All lengths.</param>
    public static void Run(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> y,
        AttentionShape shape)
    {
        var weights = new double[shape.Keys];
        for (var b = 0; b < shape.Batch; b++)
            for (var h = 0; h < shape.Heads; h++)
                for (var i = 0; i < shape.Queries; i++)
                {
                    var q = query.Slice((b * shape.Queries + i) * shape.Width + h * shape.HeadWidth, shape.HeadWidth);
                    var first = b * shape.Keys * shape.Width + h * shape.HeadWidth;
                    var seen = shape.IsCausal ? i + 1 : shape.Keys;
                    Probabilities(q, key[first..], weights.AsSpan(0, seen), shape);
                    for (var c = 0; c < shape.HeadWidth; c++)
                    {
                        double sum = 0;
                        for (var j = 0; j < seen; j++)
                            sum += weights[j] * value[first + j * shape.Width + c];
                        y[(b * shape.Queries + i) * shape.Width + h * shape.HeadWidth + c] = (float)sum;
                    }
                }
    }

    static void Probabilities(
        ReadOnlySpan<float> q, ReadOnlySpan<float> keys, Span<double> weights, AttentionShape shape)
    {
        double max = double.NegativeInfinity, total = 0;
        for (var j = 0; j < weights.Length; j++)
        {
            double sum = 0;
            for (var c = 0; c < q.Length; c++)
                sum += (double)q[c] * keys[j * shape.Width + c];
            weights[j] = sum / Math.Sqrt(shape.HeadWidth);
            max = Math.Max(max, weights[j]);
        }
        foreach (ref var weight in weights)
            total += weight = Math.Exp(weight - max);
        foreach (ref var weight in weights)
            weight /= total;
    }
}
