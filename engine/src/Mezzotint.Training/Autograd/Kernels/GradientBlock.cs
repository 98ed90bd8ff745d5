using Mezzotint.Tensors;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Training.Autograd.Kernels;

/// <summary>
/// The last two of the three passes of <see cref="GroupNormGradient"/> over one block of pixels, channels across the
/// lanes.
/// </summary>
static unsafe class GradientBlock<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>
    /// What the second pass reads beside the pixels: gain and bias, and the sample's rows of means and of r.
    /// </summary>
    public readonly struct Parameters(float* gain, float* bias, float* rows)
    {
        public readonly float* Gain = gain;
        public readonly float* Bias = bias;
        public readonly float* Rows = rows;
    }

    /// <summary>dy becomes d = dy f'(gain u + bias); sums of d and of d u for each channel.</summary>
    public static void Differentiate(
        float* x, float* dy, Parameters at, float* sums, int pixels, int channels, Activation activation)
    {
        var c = 0;
        for (; c <= channels - TSimd.Width; c += TSimd.Width)
        {
            TVector sum = TSimd.Zero, products = TSimd.Zero;
            TVector mean = TSimd.Load(at.Rows + c), r = TSimd.Load(at.Rows + channels + c);
            TVector gain = TSimd.Load(at.Gain + c), bias = TSimd.Load(at.Bias + c);
            for (var p = 0; p < pixels; p++)
            {
                var i = (long)p * channels + c;
                var u = TSimd.Multiply(TSimd.Subtract(TSimd.Load(x + i), mean), r);
                var d = TSimd.Load(dy + i);
                if (activation != Activation.None)
                {
                    d = TSimd.Multiply(
                        d, ActivationSlope<TSimd, TVector>.Of(activation, TSimd.MultiplyAdd(u, gain, bias)));
                    TSimd.Store(d, dy + i);
                }
                sum = TSimd.Add(sum, d);
                products = TSimd.MultiplyAdd(d, u, products);
            }
            TSimd.Store(sum, sums + c);
            TSimd.Store(products, sums + channels + c);
        }
        for (; c < channels; c++)
            DifferentiateChannel(x, dy, at, sums, c, pixels, channels, activation);
    }

    /// <summary>dy = A dy + B x + C, whose rows stand one after the other.</summary>
    public static void Apply(float* x, float* dy, float* rows, int pixels, int channels)
    {
        for (var p = 0; p < pixels; p++, x += channels, dy += channels)
        {
            var c = 0;
            for (; c <= channels - TSimd.Width; c += TSimd.Width)
                TSimd.Store(TSimd.MultiplyAdd(TSimd.Load(dy + c), TSimd.Load(rows + c),
                    TSimd.MultiplyAdd(TSimd.Load(x + c), TSimd.Load(rows + channels + c),
                        TSimd.Load(rows + 2 * channels + c))), dy + c);
            for (; c < channels; c++)
                dy[c] = dy[c] * rows[c] + x[c] * rows[channels + c] + rows[2 * channels + c];
        }
    }

    static void DifferentiateChannel(
        float* x, float* dy, Parameters at, float* sums, int c, int pixels, int channels, Activation activation)
    {
        float sum = 0, products = 0;
        for (var p = 0; p < pixels; p++)
        {
            var i = (long)p * channels + c;
            var u = (x[i] - at.Rows[c]) * at.Rows[channels + c];
            dy[i] *= TSimd.MaxAcross(
                ActivationSlope<TSimd, TVector>.Of(activation, TSimd.Create(u * at.Gain[c] + at.Bias[c])));
            sum += dy[i];
            products += dy[i] * u;
        }
        sums[c] = sum;
        sums[channels + c] = products;
    }
}
