using System.Runtime.Intrinsics;
using Mezzotint.Tensors;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Training.Autograd.Kernels;

/// <summary>Gradients of the element-wise functions and of GEGLU.</summary>
static unsafe class ActivationGradient
{
    const int ValuesPerTask = 1 << 15;

    /// <summary>dy[i] becomes dy[i] f'(x[i]).</summary>
    public static void Run(ReadOnlySpan<float> x, Span<float> dy, Activation activation)
    {
        var count = dy.Length;
        fixed (float* px = x, pdy = dy)
        {
            var (from, to) = ((nint)px, (nint)pdy);
            Threads.For((count + ValuesPerTask - 1) / ValuesPerTask, task =>
            {
                var start = task * ValuesPerTask;
                Multiply((float*)from + start, (float*)to + start, Math.Min(ValuesPerTask, count - start), activation);
            });
        }
    }

    /// <summary>For y = a gelu(g): da = dy gelu(g), dg = dy a gelu'(g).</summary>
    /// <param name="x">(rows, 2 width): a, then g.</param>
    /// <param name="dy">(rows, width).</param>
    /// <param name="dx">As x, overwritten.</param>
    /// <param name="width">Length of each half of a row.</param>
    public static void RunGeglu(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, int width)
    {
        var rows = width == 0 ? 0 : dy.Length / width;
        var taskRows = Math.Max(1, ValuesPerTask / Math.Max(1, 2 * width));
        fixed (float* px = x, pdy = dy, pdx = dx)
        {
            var (from, gradient, to) = ((nint)px, (nint)pdy, (nint)pdx);
            Threads.For((rows + taskRows - 1) / taskRows, task =>
            {
                for (var r = (long)task * taskRows; r < Math.Min(rows, (task + 1L) * taskRows); r++)
                    GegluRow((float*)from + 2 * r * width, (float*)gradient + r * width, (float*)to + 2 * r * width,
                        width);
            });
        }
    }

    static void Multiply(float* x, float* dy, int count, Activation activation)
    {
        switch (LaneChoice.Selected)
        {
            case Lanes.Vector512: Multiply<Simd512, Vector512<float>>(x, dy, count, activation); break;
            case Lanes.Vector256: Multiply<Simd256, Vector256<float>>(x, dy, count, activation); break;
            default: Multiply<Simd128, Vector128<float>>(x, dy, count, activation); break;
        }
    }

    static void GegluRow(float* x, float* dy, float* dx, int width)
    {
        switch (LaneChoice.Selected)
        {
            case Lanes.Vector512: GegluRow<Simd512, Vector512<float>>(x, dy, dx, width); break;
            case Lanes.Vector256: GegluRow<Simd256, Vector256<float>>(x, dy, dx, width); break;
            default: GegluRow<Simd128, Vector128<float>>(x, dy, dx, width); break;
        }
    }

    static void Multiply<TSimd, TVector>(float* x, float* dy, int count, Activation activation)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var i = 0;
        for (; i <= count - TSimd.Width; i += TSimd.Width)
            TSimd.Store(TSimd.Multiply(TSimd.Load(dy + i),
                ActivationSlope<TSimd, TVector>.Of(activation, TSimd.Load(x + i))), dy + i);
        for (; i < count; i++)
            dy[i] *= One<TSimd, TVector>(ActivationSlope<TSimd, TVector>.Of(activation, TSimd.Create(x[i])));
    }

    static void GegluRow<TSimd, TVector>(float* x, float* dy, float* dx, int width)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var gate = x + width;
        var i = 0;
        for (; i <= width - TSimd.Width; i += TSimd.Width)
        {
            TVector d = TSimd.Load(dy + i), g = TSimd.Load(gate + i);
            TSimd.Store(TSimd.Multiply(d, VectorMath<TSimd, TVector>.Apply(Activation.Gelu, g)), dx + i);
            TSimd.Store(TSimd.Multiply(TSimd.Multiply(d, TSimd.Load(x + i)),
                ActivationSlope<TSimd, TVector>.Of(Activation.Gelu, g)), dx + width + i);
        }
        for (; i < width; i++)
        {
            var g = TSimd.Create(gate[i]);
            dx[i] = dy[i] * One<TSimd, TVector>(VectorMath<TSimd, TVector>.Apply(Activation.Gelu, g));
            dx[width + i] = dy[i] * x[i] * One<TSimd, TVector>(ActivationSlope<TSimd, TVector>.Of(Activation.Gelu, g));
        }
    }

    /// <summary>The value that all lanes hold.</summary>
    static float One<TSimd, TVector>(TVector value)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct => TSimd.MaxAcross(value);
}
