using Mezzotint.Tensors;

namespace Mezzotint.Training.Autograd.Kernels;

/// <summary>Sums of gradients: of two, over rows, and over what an operation repeated.</summary>
/// <remarks>
/// Rows are summed in fixed blocks that are joined in order, so that the number of threads changes nothing.
/// </remarks>
static unsafe class Sums
{
    const int ValuesPerTask = 1 << 15;

    /// <summary>sum += x.</summary>
    public static void Add(ReadOnlySpan<float> x, Span<float> sum)
    {
        var count = sum.Length;
        fixed (float* px = x, ps = sum)
        {
            var (from, to) = ((nint)px, (nint)ps);
            Threads.For((count + ValuesPerTask - 1) / ValuesPerTask, task =>
            {
                var start = task * ValuesPerTask;
                var length = Math.Min(ValuesPerTask, count - start);
                RowVector.Add(
                    new ReadOnlySpan<float>((float*)from + start, length), new Span<float>((float*)to + start, length));
            });
        }
    }

    /// <summary>
    /// sum[c] += sum_r x[r, c] for x (rows, columns), where columns is the length of <paramref name="sum"/>.
    /// </summary>
    public static void AddRows(ReadOnlySpan<float> x, Span<float> sum)
    {
        var columns = sum.Length;
        if (columns == 0 || x.Length == 0)
            return;
        var rows = x.Length / columns;
        var taskRows = Math.Max(1, ValuesPerTask / columns);
        var tasks = (rows + taskRows - 1) / taskRows;
        if (tasks == 1)
        {
            for (var r = 0; r < rows; r++)
                RowVector.Add(x.Slice(r * columns, columns), sum);
            return;
        }
        var parts = new float[tasks * columns];
        fixed (float* px = x)
        {
            var from = (nint)px;
            Threads.For(tasks, task =>
            {
                var part = parts.AsSpan(task * columns, columns);
                for (var r = task * taskRows; r < Math.Min(rows, (task + 1) * taskRows); r++)
                    RowVector.Add(new ReadOnlySpan<float>((float*)from + (long)r * columns, columns), part);
            });
        }
        for (var task = 0; task < tasks; task++)
            RowVector.Add(parts.AsSpan(task * columns, columns), sum);
    }

    /// <summary>
    /// Adds the gradient of a repeated operand: the sum over all places where each of its elements was used.
    /// </summary>
    /// <param name="x">Gradient of the whole, shape <paramref name="whole"/>.</param>
    /// <param name="sum">Gradient of the operand, shape <paramref name="part"/>.</param>
    /// <param name="whole">Shape of the result.</param>
    /// <param name="part">The same shape, its trailing dimensions, or (B, 1, ..., 1, C).</param>
    public static void AddRepeated(ReadOnlySpan<float> x, Span<float> sum, Shape whole, Shape part)
    {
        if (part.Rank < whole.Rank || part.Rank < 2 || part.Count != whole[0] * part[^1])
        {
            AddRows(x, sum);
            return;
        }
        var (batch, columns) = (part[0], part[^1]);
        var sample = x.Length / Math.Max(1, batch);
        for (var b = 0; b < batch; b++)
            AddRows(x.Slice(b * sample, sample), sum.Slice(b * columns, columns));
    }
}
