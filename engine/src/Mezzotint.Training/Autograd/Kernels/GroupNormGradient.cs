using System.Buffers;
using System.Runtime.Intrinsics;
using Mezzotint.Tensors;
using Mezzotint.Tensors.Kernels.Norms;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Training.Autograd.Kernels;

/// <summary>Gradient of group normalisation and of the activation after it.</summary>
/// <remarks>
/// With r = 1 / sqrt(variance + epsilon), u = (x - mean) r, y = f(gain u + bias), d = dy f': dbias = sum d, dgain = sum
/// d u, and dx = r (gain d - m1 - u m2), where m1 and m2 are the means of gain d and of gain d u over a sample's group.
/// Three passes over fixed blocks of pixels, whose sums are joined in order: the statistics, d with its sums, dx.
/// </remarks>
static unsafe class GroupNormGradient
{
    const int PixelsPerBlock = 64;

    /// <summary>Writes dx and adds to the gradients of gain and bias.</summary>
    /// <param name="x">(batch, pixels, channels).</param>
    /// <param name="gain">(channels).</param>
    /// <param name="bias">(channels).</param>
    /// <param name="dy">As x: the result's gradient; overwritten by that of x.</param>
    /// <param name="gainSum">(channels), added to.</param>
    /// <param name="biasSum">(channels), added to.</param>
    /// <param name="shape">The forward normalisation.</param>
    public static void Run(
        ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> dy,
        Span<float> gainSum, Span<float> biasSum, GroupNormShape shape)
    {
        if (x.Length == 0)
            return;
        fixed (float* px = x, pg = gain, pb = bias, pdy = dy)
            switch (LaneChoice.Selected)
            {
                case Lanes.Vector512: Run<Simd512, Vector512<float>>(px, pg, pb, pdy, gainSum, biasSum, shape); break;
                case Lanes.Vector256: Run<Simd256, Vector256<float>>(px, pg, pb, pdy, gainSum, biasSum, shape); break;
                default: Run<Simd128, Vector128<float>>(px, pg, pb, pdy, gainSum, biasSum, shape); break;
            }
    }

    static void Run<TSimd, TVector>(
        float* x, float* gain, float* bias, float* dy, Span<float> gainSum, Span<float> biasSum, GroupNormShape shape)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var (channels, pixels) = (shape.Channels, shape.Pixels);
        var blocks = (pixels + PixelsPerBlock - 1) / PixelsPerBlock;
        var sums = ArrayPool<float>.Shared.Rent(shape.Batch * blocks * 2 * channels);
        // Rows of a sample: centre (mean), r; then A, B and C of dx = A d + B x + C.
        var rows = ArrayPool<float>.Shared.Rent(shape.Batch * 5 * channels);
        Threads.For(shape.Batch * blocks, block =>
        {
            var (first, count) = Block(block, blocks, pixels);
            var origin = x + (long)(block / blocks) * pixels * channels;
            fixed (float* s = &sums[block * 2 * channels])
                GroupNormVector.Sum<TSimd, TVector>(origin, x + first * channels, count, channels, s);
        });
        for (var b = 0; b < shape.Batch; b++)
            Statistics(sums.AsSpan(b * blocks * 2 * channels, blocks * 2 * channels),
                new ReadOnlySpan<float>(x + (long)b * pixels * channels, channels),
                rows.AsSpan(b * 5 * channels, 5 * channels), shape);
        Threads.For(shape.Batch * blocks, block =>
        {
            var (first, count) = Block(block, blocks, pixels);
            fixed (float* s = &sums[block * 2 * channels], r = &rows[block / blocks * 5 * channels])
                GradientBlock<TSimd, TVector>.Differentiate(
                    x + first * channels, dy + first * channels, new(gain, bias, r), s, count, channels,
                    shape.Activation);
        });
        for (var b = 0; b < shape.Batch; b++)
            Factors(sums.AsSpan(b * blocks * 2 * channels, blocks * 2 * channels),
                new ReadOnlySpan<float>(gain, channels),
                rows.AsSpan(b * 5 * channels, 5 * channels), gainSum, biasSum, shape);
        Threads.For(shape.Batch * blocks, block =>
        {
            var (first, count) = Block(block, blocks, pixels);
            fixed (float* r = &rows[block / blocks * 5 * channels])
                GradientBlock<TSimd,
                    TVector>.Apply(x + first * channels, dy + first * channels, r + 2 * channels, count, channels);
        });
        ArrayPool<float>.Shared.Return(sums);
        ArrayPool<float>.Shared.Return(rows);
    }

    /// <summary>The first pixel of a block among those of all samples, and their number.</summary>
    static (long First, int Count) Block(int block, int blocks, int pixels)
    {
        var start = block % blocks * PixelsPerBlock;
        return ((long)(block / blocks) * pixels + start, Math.Min(PixelsPerBlock, pixels - start));
    }

    /// <summary>
    /// Joins a sample's sums of x - origin and of its square to the mean and r of each channel's group.
    /// </summary>
    static void Statistics(ReadOnlySpan<float> sums, ReadOnlySpan<float> origin, Span<float> rows, GroupNormShape shape)
    {
        var (channels, width) = (shape.Channels, shape.Channels / shape.Groups);
        var count = (double)shape.Pixels * width;
        for (var first = 0; first < channels; first += width)
        {
            double total = 0, squares = 0;
            for (var c = first; c < first + width; c++)
            {
                var (sum, square) = Join(sums, c, channels);
                total += sum + (double)origin[c] * shape.Pixels;
                squares += square + 2 * sum * origin[c] + (double)origin[c] * origin[c] * shape.Pixels;
            }
            var mean = total / count;
            rows.Slice(first, width).Fill((float)mean);
            rows.Slice(channels + first, width)
                .Fill((float)(1 / Math.Sqrt(Math.Max(0, squares / count - mean * mean) + shape.Epsilon)));
        }
    }

    /// <summary>
    /// Joins a sample's sums of d and d u, adds them to the gradients of bias and gain, and makes A, B, C.
    /// </summary>
    static void Factors(
        ReadOnlySpan<float> sums, ReadOnlySpan<float> gain, Span<float> rows,
        Span<float> gainSum, Span<float> biasSum, GroupNormShape shape)
    {
        var (channels, width) = (shape.Channels, shape.Channels / shape.Groups);
        var count = (double)shape.Pixels * width;
        for (var first = 0; first < channels; first += width)
        {
            double m1 = 0, m2 = 0;
            for (var c = first; c < first + width; c++)
            {
                var (d, du) = Join(sums, c, channels);
                biasSum[c] += (float)d;
                gainSum[c] += (float)du;
                m1 += gain[c] * d / count;
                m2 += gain[c] * du / count;
            }
            double mean = rows[first], r = rows[channels + first];
            for (var c = first; c < first + width; c++)
            {
                rows[2 * channels + c] = (float)(r * gain[c]);
                rows[3 * channels + c] = (float)(-r * r * m2);
                rows[4 * channels + c] = (float)(r * r * m2 * mean - r * m1);
            }
        }
    }

    static (double First, double Second) Join(ReadOnlySpan<float> sums, int channel, int channels)
    {
        double first = 0, second = 0;
        for (var s = channel; s < sums.Length; s += 2 * channels)
        {
            first += sums[s];
            second += sums[s + channels];
        }
        return (first, second);
    }
}
