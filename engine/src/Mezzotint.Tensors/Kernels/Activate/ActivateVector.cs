using System.Runtime.CompilerServices;
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

    /// <summary>As above, on some lanes.</summary>
    internal static void Run<TSimd, TVector>(float* x, float* gate, float* y, int count, Activation activation)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        // A loop of its own for each frequent activation: the choice is made outside.
        switch (activation)
        {
            case Activation.Silu: Loop<TSimd, TVector>(x, gate, y, count, Activation.Silu); break;
            case Activation.Gelu: Loop<TSimd, TVector>(x, gate, y, count, Activation.Gelu); break;
            case Activation.GeluTanh: Loop<TSimd, TVector>(x, gate, y, count, Activation.GeluTanh); break;
            case Activation.QuickGelu: Loop<TSimd, TVector>(x, gate, y, count, Activation.QuickGelu); break;
            default: Loop<TSimd, TVector>(x, gate, y, count, activation); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Loop<TSimd, TVector>(float* x, float* gate, float* y, int count, Activation activation)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var i = 0;
        if (gate == null)
            for (; i <= count - TSimd.Width; i += TSimd.Width)
                TSimd.Store(VectorMath<TSimd, TVector>.Apply(activation, TSimd.Load(x + i)), y + i);
        else
            for (; i <= count - TSimd.Width; i += TSimd.Width)
                TSimd.Store(TSimd.Multiply(VectorMath<TSimd, TVector>.Apply(activation, TSimd.Load(x + i)),
                    TSimd.Load(gate + i)), y + i);
        if (i == count)
            return;
        // The tail goes through the same arithmetic, in a vector of its own filled up with zeros.
        var tail = stackalloc float[TSimd.Width];
        new Span<float>(tail, TSimd.Width).Clear();
        for (var t = i; t < count; t++)
            tail[t - i] = x[t];
        TSimd.Store(VectorMath<TSimd, TVector>.Apply(activation, TSimd.Load(tail)), tail);
        for (var t = i; t < count; t++)
            y[t] = gate == null ? tail[t - i] : tail[t - i] * gate[t];
    }
}
