using System.Numerics;
using Mezzotint.Tensors;

namespace Mezzotint.Training.Autograd.Kernels;

/// <summary>Gradient of layer and RMS normalisation.</summary>
/// <remarks>
/// With u = (x - mean) r and r = 1 / sqrt(variance + epsilon): dbias = sum dy, dgain = sum dy u, and
/// dx = r (gain dy - mean(gain dy) - u mean(gain dy u)); without a mean (RMS) the middle term falls away.
/// </remarks>
static unsafe class LayerNormGradient
{
    const int ValuesPerTask = 1 << 15;

    /// <summary>
    /// What the normalisation was: the gain or null for 1, epsilon, and whether the mean counted as 0.
    /// </summary>
    public readonly record struct Norm(Tensor? Gain, float Epsilon, bool IsRms);

    /// <summary>dy becomes dx; dy u and dy are summed over the rows.</summary>
    /// <param name="x">(..., columns).</param>
    /// <param name="dy">As x, overwritten by dx.</param>
    /// <param name="norm">The forward normalisation.</param>
    /// <param name="gainSum">(columns), added to; or empty.</param>
    /// <param name="biasSum">(columns), added to; or empty.</param>
    public static void Run(Tensor x, Tensor dy, Norm norm, Span<float> gainSum, Span<float> biasSum)
    {
        var columns = x.Shape[^1];
        var rows = x.Shape.Rows;
        var taskRows = Math.Max(1, ValuesPerTask / columns);
        var tasks = (rows + taskRows - 1) / taskRows;
        var sums = new float[tasks * 2 * columns];
        Threads.For(tasks, task =>
        {
            var products = sums.AsSpan(task * 2 * columns, columns);
            var plain = sums.AsSpan((task * 2 + 1) * columns, columns);
            ReadOnlySpan<float> gain = norm.Gain is null ? [] : norm.Gain.Span;
            var normal = new float[columns];
            for (var r = task * taskRows; r < Math.Min(rows, (task + 1) * taskRows); r++)
            {
                var row = dy.Span.Slice(r * columns, columns);
                RowVector.Add(row, plain);
                var scale = Normalise(x.Span.Slice(r * columns, columns), normal, norm);
                Row(normal, row, gain, products, scale, norm.IsRms);
            }
        });
        for (var task = 0; task < tasks; task++)
        {
            if (!gainSum.IsEmpty)
                RowVector.Add(sums.AsSpan(task * 2 * columns, columns), gainSum);
            if (!biasSum.IsEmpty)
                RowVector.Add(sums.AsSpan((task * 2 + 1) * columns, columns), biasSum);
        }
    }

    /// <summary>Writes u and returns r.</summary>
    static float Normalise(ReadOnlySpan<float> x, Span<float> u, Norm norm)
    {
        var mean = 0f;
        if (!norm.IsRms)
        {
            foreach (var value in x)
                mean += value;
            mean /= x.Length;
        }
        for (var c = 0; c < x.Length; c++)
            u[c] = x[c] - mean;
        var r = 1 / MathF.Sqrt(RowVector.Dot(u, u) / x.Length + norm.Epsilon);
        RowVector.Scale(u, r);
        return r;
    }

    static void Row(
        ReadOnlySpan<float> u, Span<float> dy, ReadOnlySpan<float> gain, Span<float> products, float scale, bool isRms)
    {
        float mean = 0, slope = 0;
        for (var c = 0; c < u.Length; c++)
        {
            products[c] += dy[c] * u[c];
            var d = gain.IsEmpty ? dy[c] : dy[c] * gain[c];
            dy[c] = d;
            mean += d;
            slope += d * u[c];
        }
        mean = isRms ? 0 : mean / u.Length;
        slope /= u.Length;
        var i = 0;
        for (; i <= u.Length - Vector<float>.Count; i += Vector<float>.Count)
            ((new Vector<float>(dy[i..]) - new Vector<float>(mean) - new Vector<float>(
                u[i..]) * slope) * scale).CopyTo(dy[i..]);
        for (; i < u.Length; i++)
            dy[i] = (dy[i] - mean - u[i] * slope) * scale;
    }
}
