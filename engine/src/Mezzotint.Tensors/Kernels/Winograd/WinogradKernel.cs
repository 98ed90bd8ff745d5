using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Winograd;

/// <summary>
/// A 3x3 kernel transformed to 36 matrices (inputs, outputs), each in the panels that the micro-kernel reads.
/// </summary>
/// <remarks>Order: frequency, panel of outputs, input, output within the panel.</remarks>
sealed unsafe class WinogradKernel
{
    readonly Storage _values;

    /// <summary>Takes memory for a kernel packed as (9 * inputs, outputs), and transforms it.</summary>
    public WinogradKernel(PackedMatrix packed)
    {
        FrequencyStep = (long)packed.Panels * (packed.Depth / 9) * packed.PanelWidth;
        _values = new Storage(checked((int)(WinogradShape.Frequencies * FrequencyStep)));
        Fill(packed);
    }

    /// <summary>Transforms another kernel of the same size into the same memory.</summary>
    public void Fill(PackedMatrix packed)
    {
        var inputs = packed.Depth / 9;
        Threads.For(packed.Panels * inputs, i =>
        {
            if (LaneChoice.Selected == Lanes.Vector512)
                Fill<Simd512, Vector512<float>>(packed, i / inputs, i % inputs);
            else
                Fill<Simd256, Vector256<float>>(packed, i / inputs, i % inputs);
        });
    }

    /// <summary>Floats from one frequency to the next.</summary>
    public long FrequencyStep { get; }

    /// <summary>The transformed floats.</summary>
    public Span<float> Values => _values.Span(0, _values.Length);

    /// <summary>Transforms one input's part of one panel.</summary>
    /// <param name="packed">The kernel, packed as (9 * inputs, outputs).</param>
    /// <param name="panel">Which panel of outputs.</param>
    /// <param name="input">Which input.</param>
    /// <param name="target">Where frequency f goes: a panel's width of floats at [f * step].</param>
    /// <param name="step">Floats between frequencies.</param>
    public static void Transform<TSimd, TVector>(
        PackedMatrix packed, int panel, int input, float* target, long step)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var inputs = packed.Depth / 9;
        float* scratch = stackalloc float[packed.PanelWidth], taps = stackalloc float[9 * packed.PanelWidth];
        for (var tap = 0; tap < 9; tap++)
        {
            var values = packed.Read(packed.Offset(tap * inputs + input, panel), packed.PanelWidth, scratch);
            for (var v = 0; v < packed.PanelWidth; v += TSimd.Width)
                TSimd.Store(TSimd.Load(values + v), taps + 9 * v + tap * TSimd.Width);
        }
        for (var v = 0; v < packed.PanelWidth; v += TSimd.Width)
            WinogradTransform<TSimd, TVector>.Kernel(taps + 9 * v, target + v, step);
    }

    void Fill<TSimd, TVector>(PackedMatrix packed, int panel, int input)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        fixed (float* target = Values)
            Transform<TSimd, TVector>(packed, panel, input,
                target + ((long)panel * (packed.Depth / 9) + input) * packed.PanelWidth, FrequencyStep);
    }
}
