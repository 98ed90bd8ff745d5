using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Softmax;

/// <summary>
/// Row softmax a vector at a time. Error against the reference: 1e-6, relative to the row's largest value.
/// </summary>
static unsafe class SoftmaxVector
{
    const int ValuesPerTask = 1 << 13;

    /// <summary>As <see cref="SoftmaxReference.Run"/>.</summary>
    public static void Run(ReadOnlySpan<float> x, Span<float> y, int columns)
    {
        fixed (float* px = x, py = y)
            switch (LaneChoice.Selected)
            {
                case Lanes.Vector512: Run<Simd512, Vector512<float>>(px, py, x.Length, columns); break;
                case Lanes.Vector256: Run<Simd256, Vector256<float>>(px, py, x.Length, columns); break;
                case Lanes.Vector128: Run<Simd128, Vector128<float>>(px, py, x.Length, columns); break;
                default: SoftmaxReference.Run(x, y, columns); break;
            }
    }

    static void Run<TSimd, TVector>(float* x, float* y, int count, int columns)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        if (count == 0)
            return;
        var rows = count / columns;
        var taskRows = Math.Max(1, ValuesPerTask / columns);
        Threads.For((rows + taskRows - 1) / taskRows, task =>
        {
            for (var r = task * taskRows; r < Math.Min(rows, (task + 1) * taskRows); r++)
                Row<TSimd, TVector>(x + (long)r * columns, y + (long)r * columns, columns);
        });
    }

    static void Row<TSimd, TVector>(float* x, float* y, int columns)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var whole = columns - columns % TSimd.Width;
        var maxima = TSimd.Create(float.NegativeInfinity);
        for (var c = 0; c < whole; c += TSimd.Width)
            maxima = TSimd.Max(maxima, TSimd.Load(x + c));
        var max = TSimd.MaxAcross(maxima);
        for (var c = whole; c < columns; c++)
            max = MathF.Max(max, x[c]);
        // e^(x - max) = 2^((x - max) log2 e); 2^-100 beside the maximum's 1 counts for nothing.
        var log2E = TSimd.Create(VectorMath<TSimd, TVector>.Log2E);
        TVector shift = TSimd.Create(max), smallest = TSimd.Create(-100), sums = TSimd.Zero;
        for (var c = 0; c < whole; c += TSimd.Width)
        {
            var power = TSimd.Multiply(TSimd.Subtract(TSimd.Load(x + c), shift), log2E);
            var e = VectorMath<TSimd, TVector>.Power2(TSimd.Max(power, smallest));
            TSimd.Store(e, y + c);
            sums = TSimd.Add(sums, e);
        }
        var sum = TSimd.Sum(sums);
        for (var c = whole; c < columns; c++)
            sum += y[c] = MathF.Exp(x[c] - max);
        var factor = 1 / sum;
        for (var c = 0; c < whole; c += TSimd.Width)
            TSimd.Store(TSimd.Multiply(TSimd.Load(y + c), TSimd.Create(factor)), y + c);
        for (var c = whole; c < columns; c++)
            y[c] *= factor;
    }
}
