using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mezzotint.Tensors.Kernels.Activate;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Kernels.Norms;

/// <summary>
/// Group normalisation with channels across the lanes: sums per channel first, groups of channels after.
/// </summary>
/// <remarks>
/// Pixels are cut into fixed blocks, each summed in single precision around the sample's first pixel (so that a large
/// mean loses nothing), and the blocks' sums are joined in double in order: the result does not depend on the number of
/// threads.
/// </remarks>
static unsafe class GroupNormVector
{
    const int PixelsPerBlock = 64;

    /// <summary>As <see cref="GroupNormReference.Run"/>.</summary>
    public static void Run(
        ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> y, GroupNormShape shape)
    {
        fixed (float* px = x, pg = gain, pb = bias, py = y)
            switch (LaneChoice.Selected)
            {
                case Lanes.Vector512: Run<Simd512, Vector512<float>>(px, pg, pb, py, shape); break;
                case Lanes.Vector256: Run<Simd256, Vector256<float>>(px, pg, pb, py, shape); break;
                case Lanes.Vector128: Run<Simd128, Vector128<float>>(px, pg, pb, py, shape); break;
                default: GroupNormReference.Run(x, gain, bias, y, shape); break;
            }
    }

    /// <summary>What normalisation comes to for each sample and channel: y = x factor + addend.</summary>
    /// <param name="x">(B, pixels, C).</param>
    /// <param name="gain">(C).</param>
    /// <param name="bias">(C).</param>
    /// <param name="factors">(B, 2 C): C factors, then C addends.</param>
    /// <param name="shape">Lengths.</param>
    public static void Measure(
        ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> factors,
        GroupNormShape shape)
    {
        fixed (float* px = x, pg = gain, pb = bias, pf = factors)
            switch (LaneChoice.Selected)
            {
                case Lanes.Vector512: Measure<Simd512, Vector512<float>>(px, pg, pb, pf, shape); break;
                case Lanes.Vector256: Measure<Simd256, Vector256<float>>(px, pg, pb, pf, shape); break;
                default: Measure<Simd128, Vector128<float>>(px, pg, pb, pf, shape); break;
            }
    }

    /// <summary>y = activation(x factor + addend) for some pixels of one sample.</summary>
    /// <param name="x">(pixels, C).</param>
    /// <param name="factors">The sample's, from <see cref="Measure"/>.</param>
    /// <param name="y">(pixels, C).</param>
    /// <param name="activation">Applied to the result.</param>
    public static void Apply(ReadOnlySpan<float> x, ReadOnlySpan<float> factors, Span<float> y, Activation activation)
    {
        var channels = factors.Length / 2;
        fixed (float* px = x, pf = factors, py = y)
            switch (LaneChoice.Selected)
            {
                case Lanes.Vector512:
                    Apply<Simd512, Vector512<float>>(px, pf, py, y.Length / channels, channels, activation);
                    break;
                case Lanes.Vector256:
                    Apply<Simd256, Vector256<float>>(px, pf, py, y.Length / channels, channels, activation);
                    break;
                default:
                    Apply<Simd128, Vector128<float>>(px, pf, py, y.Length / channels, channels, activation);
                    break;
            }
    }

    static void Run<TSimd, TVector>(float* x, float* gain, float* bias, float* y, GroupNormShape shape)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (channels, pixels) = (shape.Channels, shape.Pixels);
        var blocks = (pixels + PixelsPerBlock - 1) / PixelsPerBlock;
        var factors = ArrayPool<float>.Shared.Rent(shape.Batch * 2 * channels);
        fixed (float* f = factors)
            Measure<TSimd, TVector>(x, gain, bias, f, shape);
        Threads.For(shape.Batch * blocks, block =>
        {
            var b = block / blocks;
            var first = (long)b * pixels + block % blocks * PixelsPerBlock;
            var count = Math.Min(PixelsPerBlock, pixels - block % blocks * PixelsPerBlock);
            fixed (float* f = &factors[b * 2 * channels])
                Apply<TSimd, TVector>(x + first * channels, f, y + first * channels, count, channels, shape.Activation);
        });
        ArrayPool<float>.Shared.Return(factors);
    }

    static void Measure<TSimd, TVector>(float* x, float* gain, float* bias, float* factors, GroupNormShape shape)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (channels, pixels) = (shape.Channels, shape.Pixels);
        if (pixels == 0)
            return;
        var blocks = (pixels + PixelsPerBlock - 1) / PixelsPerBlock;
        var sums = ArrayPool<float>.Shared.Rent(shape.Batch * blocks * 2 * channels);
        Threads.For(shape.Batch * blocks, block =>
        {
            var b = block / blocks;
            var first = block % blocks * PixelsPerBlock;
            var sample = x + (long)b * pixels * channels;
            fixed (float* s = &sums[block * 2 * channels])
                Sum<TSimd, TVector>(
                    sample, sample + (long)first * channels, Math.Min(PixelsPerBlock, pixels - first), channels, s);
        });
        for (var b = 0; b < shape.Batch; b++)
            Factors(sums.AsSpan(b * blocks * 2 * channels, blocks * 2 * channels), x + (long)b * pixels * channels,
                gain, bias, new Span<float>(factors + (long)b * 2 * channels, 2 * channels), shape);
        ArrayPool<float>.Shared.Return(sums);
    }

    /// <summary>
    /// Sums of (x - origin) and of its square over some pixels, for each channel; written one after the other.
    /// </summary>
    public static void Sum<TSimd, TVector>(float* origin, float* x, int pixels, int channels, float* sums)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var squares = sums + channels;
        var c = 0;
        for (; c <= channels - 4 * TSimd.Width; c += 4 * TSimd.Width)
            SumOfFour<TSimd, TVector>(origin + c, x + c, pixels, channels, sums + c);
        for (; c <= channels - TSimd.Width; c += TSimd.Width)
        {
            TVector center = TSimd.Load(origin + c), sum = TSimd.Zero, square = TSimd.Zero;
            for (var p = 0; p < pixels; p++)
            {
                var value = TSimd.Subtract(TSimd.Load(x + (long)p * channels + c), center);
                sum = TSimd.Add(sum, value);
                square = TSimd.MultiplyAdd(value, value, square);
            }
            TSimd.Store(sum, sums + c);
            TSimd.Store(square, squares + c);
        }
        for (; c < channels; c++)
        {
            float sum = 0, square = 0;
            for (var p = 0; p < pixels; p++)
            {
                var value = x[(long)p * channels + c] - origin[c];
                sum += value;
                square += value * value;
            }
            (sums[c], squares[c]) = (sum, square);
        }
    }

    /// <summary>The same for four vectors of channels, a cache line of each pixel after the other.</summary>
    static void SumOfFour<TSimd, TVector>(float* origin, float* x, int pixels, int channels, float* sums)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var w = TSimd.Width;
        TVector a = TSimd.Zero, b = a, c = a, d = a, aa = a, bb = a, cc = a, dd = a;
        for (var p = 0; p < pixels; p++, x += channels)
        {
            var value = TSimd.Subtract(TSimd.Load(x), TSimd.Load(origin));
            a = TSimd.Add(a, value);
            aa = TSimd.MultiplyAdd(value, value, aa);
            value = TSimd.Subtract(TSimd.Load(x + w), TSimd.Load(origin + w));
            b = TSimd.Add(b, value);
            bb = TSimd.MultiplyAdd(value, value, bb);
            value = TSimd.Subtract(TSimd.Load(x + 2 * w), TSimd.Load(origin + 2 * w));
            c = TSimd.Add(c, value);
            cc = TSimd.MultiplyAdd(value, value, cc);
            value = TSimd.Subtract(TSimd.Load(x + 3 * w), TSimd.Load(origin + 3 * w));
            d = TSimd.Add(d, value);
            dd = TSimd.MultiplyAdd(value, value, dd);
        }
        TSimd.Store(a, sums);
        TSimd.Store(b, sums + w);
        TSimd.Store(c, sums + 2 * w);
        TSimd.Store(d, sums + 3 * w);
        sums += channels;
        TSimd.Store(aa, sums);
        TSimd.Store(bb, sums + w);
        TSimd.Store(cc, sums + 2 * w);
        TSimd.Store(dd, sums + 3 * w);
    }

    /// <summary>Turns one sample's sums into a factor and an addend for each channel: y = x factor + addend.</summary>
    static void Factors(
        ReadOnlySpan<float> sums, float* origin, float* gain, float* bias, Span<float> factors, GroupNormShape shape)
    {
        var channels = shape.Channels;
        var width = channels / shape.Groups;
        var joined = ArrayPool<double>.Shared.Rent(2 * channels);
        joined.AsSpan(0, 2 * channels).Clear();
        for (var block = sums; block.Length > 0; block = block[(2 * channels)..])
            Join(block[..(2 * channels)], joined);
        for (var g = 0; g < shape.Groups; g++)
        {
            double total = 0, totalSquares = 0;
            for (var c = g * width; c < (g + 1) * width; c++)
            {
                var (sum, squares) = (joined[c], joined[channels + c]);
                total += sum + (double)origin[c] * shape.Pixels;
                totalSquares += squares + 2 * sum * origin[c] + (double)origin[c] * origin[c] * shape.Pixels;
            }
            var count = (double)shape.Pixels * width;
            var mean = total / count;
            var scale = 1 / Math.Sqrt(Math.Max(0, totalSquares / count - mean * mean) + shape.Epsilon);
            for (var c = g * width; c < (g + 1) * width; c++)
            {
                factors[c] = (float)(scale * gain[c]);
                factors[channels + c] = (float)(bias[c] - mean * scale * gain[c]);
            }
        }
        ArrayPool<double>.Shared.Return(joined);
    }

    /// <summary>joined += sums, in double precision.</summary>
    static void Join(ReadOnlySpan<float> sums, Span<double> joined)
    {
        var c = 0;
        for (; c <= sums.Length - Vector<float>.Count; c += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(sums[c..]), out var lower, out var upper);
            var (first, second) = (c, c + Vector<double>.Count);
            (new Vector<double>(joined[first..]) + lower).CopyTo(joined[first..]);
            (new Vector<double>(joined[second..]) + upper).CopyTo(joined[second..]);
        }
        for (; c < sums.Length; c++)
            joined[c] += sums[c];
    }

    static void Apply<TSimd, TVector>(
        float* x, float* factors, float* y, int pixels, int channels, Activation activation)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (var p = 0; p < pixels; p++, x += channels, y += channels)
            switch (activation)
            {
                case Activation.None:
                    ApplyToPixel<TSimd, TVector>(x, factors, y, channels, Activation.None);
                    break;
                case Activation.Silu:
                    ApplyToPixel<TSimd, TVector>(x, factors, y, channels, Activation.Silu);
                    break;
                default:
                    ApplyToPixel<TSimd, TVector>(x, factors, y, channels, Activation.None);
                    ActivateVector.Run<TSimd, TVector>(y, null, y, channels, activation);
                    break;
            }
    }

    /// <summary>One pixel; compiled for each activation that is named where it is called.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ApplyToPixel<TSimd, TVector>(float* x, float* factors, float* y, int channels, Activation activation)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var addends = factors + channels;
        var whole = channels - channels % TSimd.Width;
        for (var c = 0; c < whole; c += TSimd.Width)
            TSimd.Store(VectorMath<TSimd, TVector>.Apply(activation, TSimd.MultiplyAdd(
                TSimd.Load(x + c), TSimd.Load(factors + c), TSimd.Load(addends + c))), y + c);
        if (whole == channels)
            return;
        for (var c = whole; c < channels; c++)
            y[c] = x[c] * factors[c] + addends[c];
        ActivateVector.Run<TSimd, TVector>(y + whole, null, y + whole, channels - whole, activation);
    }
}
