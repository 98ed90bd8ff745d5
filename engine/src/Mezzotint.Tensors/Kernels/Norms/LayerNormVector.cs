using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Norms;

/// <summary>
/// Layer and RMS normalisation a vector at a time: two passes over a row that stays in the first-level cache.
/// </summary>
static unsafe class LayerNormVector
{
    const int ValuesPerTask = 1 << 14;

    /// <summary>As <see cref="LayerNormReference.Run"/>; sums are single precision in vector lanes.</summary>
    public static void Run(
        ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> y, LayerNormShape shape)
    {
        fixed (float* px = x, pg = gain, pb = bias, py = y)
            switch (LaneChoice.Selected)
            {
                case Lanes.Vector512: Run<Simd512, Vector512<float>>(px, pg, pb, py, x.Length, shape); break;
                case Lanes.Vector256: Run<Simd256, Vector256<float>>(px, pg, pb, py, x.Length, shape); break;
                case Lanes.Vector128: Run<Simd128, Vector128<float>>(px, pg, pb, py, x.Length, shape); break;
                default: LayerNormReference.Run(x, gain, bias, y, shape); break;
            }
    }

    static void Run<TSimd, TVector>(float* x, float* gain, float* bias, float* y, int count, LayerNormShape shape)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        if (count == 0)
            return;
        var columns = shape.Columns;
        var rows = count / columns;
        var taskRows = Math.Max(1, ValuesPerTask / columns);
        Threads.For((rows + taskRows - 1) / taskRows, task =>
        {
            for (var r = task * taskRows; r < Math.Min(rows, (task + 1) * taskRows); r++)
                Row<TSimd, TVector>(x + (long)r * columns, gain, bias, y + (long)r * columns, shape);
        });
    }

    static void Row<TSimd, TVector>(float* x, float* gain, float* bias, float* y, LayerNormShape shape)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var columns = shape.Columns;
        var whole = columns - columns % TSimd.Width;
        var mean = shape.IsRms ? 0 : Sum<TSimd, TVector>(x, whole, columns) / columns;
        TVector squares = TSimd.Zero, center = TSimd.Create(mean);
        for (var c = 0; c < whole; c += TSimd.Width)
        {
            var value = TSimd.Subtract(TSimd.Load(x + c), center);
            squares = TSimd.MultiplyAdd(value, value, squares);
        }
        var variance = TSimd.Sum(squares);
        for (var c = whole; c < columns; c++)
            variance += (x[c] - mean) * (x[c] - mean);
        var scale = 1 / MathF.Sqrt(variance / columns + shape.Epsilon);
        TVector factor = TSimd.Create(scale), one = TSimd.Create(1);
        for (var c = 0; c < whole; c += TSimd.Width)
        {
            var value = TSimd.Multiply(TSimd.Subtract(TSimd.Load(x + c), center), factor);
            TSimd.Store(TSimd.MultiplyAdd(value, gain == null ? one : TSimd.Load(gain + c),
                bias == null ? TSimd.Zero : TSimd.Load(bias + c)), y + c);
        }
        for (var c = whole; c < columns; c++)
            y[c] = (x[c] - mean) * scale * (gain == null ? 1 : gain[c]) + (bias == null ? 0 : bias[c]);
    }

    static float Sum<TSimd, TVector>(float* x, int whole, int columns)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var sums = TSimd.Zero;
        for (var c = 0; c < whole; c += TSimd.Width)
            sums = TSimd.Add(sums, TSimd.Load(x + c));
        var sum = TSimd.Sum(sums);
        for (var c = whole; c < columns; c++)
            sum += x[c];
        return sum;
    }
}
