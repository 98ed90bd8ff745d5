using Mezzotint.Tensors;

namespace Mezzotint.Training.Losses;

/// <summary>The surprise at the right class.</summary>
public static class CrossEntropy
{
    /// <summary>mean_r(log sum_c exp(logits[r, c]) - logits[r, label_r]).</summary>
    /// <param name="logits">(rows, classes).</param>
    /// <param name="labels">The right class of each row.</param>
    /// <param name="gradient">The same shape; weight (softmax - one-hot) / rows is added to it.</param>
    /// <param name="weight">The loss's share in the whole.</param>
    /// <returns>The mean in nats, without the weight, and how many rows have their largest logit at the
    /// label.</returns>
    public static (double Loss, int Right) Add(
        Tensor logits, ReadOnlySpan<int> labels, Tensor gradient, float weight = 1)
    {
        var (rows, classes) = (logits.Shape[0], logits.Shape[1]);
        var (sum, right) = (0.0, 0);
        for (var r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> row = logits.Span.Slice(r * classes, classes);
            var g = gradient.Span.Slice(r * classes, classes);
            var best = 0;
            for (var c = 1; c < classes; c++)
                if (row[c] > row[best])
                    best = c;
            var total = 0.0;
            foreach (var logit in row)
                total += Math.Exp(logit - row[best]);
            for (var c = 0; c < classes; c++)
                g[c] += weight / rows * (float)(Math.Exp(row[c] - row[best]) / total - (c == labels[r] ? 1 : 0));
            sum += Math.Log(total) + row[best] - row[labels[r]];
            right += best == labels[r] ? 1 : 0;
        }
        return (sum / rows, right);
    }
}
