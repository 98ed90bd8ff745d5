using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mezzotint.Tensors;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Bench;

/// <summary>
/// What this machine can do at most, measured: multiply-adds from registers, and copies through memory.
/// </summary>
static class PeakRate
{
    const int Chains = 12;
    const int Iterations = 2_000_000;

    /// <summary>Floating-point operations a second on so many threads now, a multiply-add counting two.</summary>
    public static double MultiplyAdds(int threads)
    {
        var width = LaneChoice.Selected switch { Lanes.Vector512 => 16, Lanes.Vector256 => 8, _ => 4 };
        return 2.0 * width * Chains * Iterations * threads / Timing.Once(() => Threads.For(threads, static _ => Sink(
            LaneChoice.Selected switch
            {
                Lanes.Vector512 => Chain<Simd512, Vector512<float>>(Iterations),
                Lanes.Vector256 => Chain<Simd256, Vector256<float>>(Iterations),
                _ => Chain<Simd128, Vector128<float>>(Iterations),
            })));
    }

    /// <summary>
    /// Bytes a second read and written now by copying what no cache holds, on all of the engine's threads.
    /// </summary>
    public static double CopyBytes(Tensor source, Tensor target)
    {
        const int parts = 16;
        var part = source.Shape.Count / parts;
        return 2.0 * sizeof(float) * source.Shape.Count / Timing.Once(() => Threads.For(
            parts, i => source.Span.Slice(i * part, part).CopyTo(target.Span.Slice(i * part, part))));
    }

    /// <summary>
    /// Twelve sums that wait on none but themselves: enough to keep two multiply-add units of four cycles' latency
    /// busy.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float Chain<TSimd, TVector>(int iterations)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        TVector factor = TSimd.Create(0.999f), addend = TSimd.Create(1e-7f);
        TVector a = addend, b = addend, c = addend, d = addend, e = addend, f = addend;
        TVector g = addend, h = addend, i = addend, j = addend, k = addend, l = addend;
        for (var n = 0; n < iterations; n++)
        {
            a = TSimd.MultiplyAdd(a, factor, addend);
            b = TSimd.MultiplyAdd(b, factor, addend);
            c = TSimd.MultiplyAdd(c, factor, addend);
            d = TSimd.MultiplyAdd(d, factor, addend);
            e = TSimd.MultiplyAdd(e, factor, addend);
            f = TSimd.MultiplyAdd(f, factor, addend);
            g = TSimd.MultiplyAdd(g, factor, addend);
            h = TSimd.MultiplyAdd(h, factor, addend);
            i = TSimd.MultiplyAdd(i, factor, addend);
            j = TSimd.MultiplyAdd(j, factor, addend);
            k = TSimd.MultiplyAdd(k, factor, addend);
            l = TSimd.MultiplyAdd(l, factor, addend);
        }
        a = TSimd.Add(TSimd.Add(TSimd.Add(a, b), TSimd.Add(c, d)), TSimd.Add(TSimd.Add(e, f), TSimd.Add(g, h)));
        return TSimd.Sum(TSimd.Add(a, TSimd.Add(TSimd.Add(i, j), TSimd.Add(k, l))));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Sink(float value) => _ = value;
}
