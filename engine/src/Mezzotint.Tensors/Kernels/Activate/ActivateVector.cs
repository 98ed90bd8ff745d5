using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Activate;

/// <summary>The activations a vector at a time. Absolute error against the reference: 1e-6 max(1, |x|).</summary>
static unsafe class ActivateVector
{
    /// <summary>y[i] = f(x[i]), or with a gate y[i] = g[i] f(x[i]).</summary>
    /// <param name="x">Any values.</param>
    /// <param name="gate">As many, or empty.</param>
    /// <param name="y">As many; may be x or the gate.</param>
    /// <param name="activation">f.</param>
    public static void Run(ReadOnlySpan<float> x, ReadOnlySpan<float> gate, Span<float> y, Activation activation)
    {
        fixed (float* px = x, pg = gate, py = y)
            switch (LaneChoice.Selected)
            {
                case Lanes.Vector512: Run<Simd512, Vector512<float>>(px, pg, py, x.Length, activation); break;
                case Lanes.Vector256: Run<Simd256, Vector256<float>>(px, pg, py, x.Length, activation); break;
                case Lanes.Vector128: Run<Simd128, Vector128<float>>(px, pg, py, x.Length, activation); break;
                default: RunReference(x, gate, y, activation); break;
            }
    }

    static void RunReference(ReadOnlySpan<float> x, ReadOnlySpan<float> gate, Span<float> y, Activation activation)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = (float)ActivateReference.Apply(activation, x[i]) * (gate.IsEmpty ? 1 : gate[i]);
    }

    static void Run<TSimd, TVector>(float* x, float* gate, float* y, int count, Activation activation)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var i = 0;
        for (; i <= count - TSimd.Width; i += TSimd.Width)
            Step<TSimd, TVector>(x + i, gate == null ? null : gate + i, y + i, activation);
        if (i == count)
            return;
        // The tail goes through the same arithmetic, in a vector of its own filled up with zeros.
        var tail = stackalloc float[2 * TSimd.Width];
        new Span<float>(tail, 2 * TSimd.Width).Clear();
        for (var t = i; t < count; t++)
        {
            tail[t - i] = x[t];
            tail[t - i + TSimd.Width] = gate == null ? 1 : gate[t];
        }
        Step<TSimd, TVector>(tail, tail + TSimd.Width, tail, activation);
        for (var t = i; t < count; t++)
            y[t] = tail[t - i];
    }

    static void Step<TSimd, TVector>(float* x, float* gate, float* y, Activation activation)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var value = VectorMath<TSimd, TVector>.Apply(activation, TSimd.Load(x));
        TSimd.Store(gate == null ? value : TSimd.Multiply(value, TSimd.Load(gate)), y);
    }
}
