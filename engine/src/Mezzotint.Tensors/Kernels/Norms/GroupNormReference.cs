using Mezzotint.Tensors.Kernels.Activate;

namespace Mezzotint.Tensors.Kernels.Norms;

/// <summary>Group normalisation in two passes of doubles: the judge of the vector one.</summary>
static class GroupNormReference
{
    /// <summary>
    /// y = f((x - mean) / sqrt(variance + epsilon) gain[c] + bias[c]), mean and variance over a sample's group.
    /// </summary>
    /// <param name="x">(batch, pixels, channels).</param>
    /// <param name="gain">(channels).</param>
    /// <param name="bias">(channels).</param>
    /// <param name="y">As x; may be x.</param>
    /// <param name="shape">Lengths, groups, epsilon, f.</param>
    public static void Run(
        ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> y, GroupNormShape shape)
    {
        var width = shape.Channels / shape.Groups;
        for (var b = 0; b < shape.Batch; b++)
            for (var g = 0; g < shape.Groups; g++)
            {
                var first = b * shape.Pixels * shape.Channels + g * width;
                var (mean, scale) = Statistics(x, first, width, shape);
                for (var p = 0; p < shape.Pixels; p++)
                    for (var c = 0; c < width; c++)
                    {
                        var i = first + p * shape.Channels + c;
                        y[i] = (float)ActivateReference.Apply(
                            shape.Activation, (x[i] - mean) * scale * gain[g * width + c] + bias[g * width + c]);
                    }
            }
    }

    static (double Mean, double Scale) Statistics(ReadOnlySpan<float> x, int first, int width, GroupNormShape shape)
    {
        double sum = 0, squares = 0;
        for (var p = 0; p < shape.Pixels; p++)
            for (var c = 0; c < width; c++)
                sum += x[first + p * shape.Channels + c];
        var mean = sum / ((double)shape.Pixels * width);
        for (var p = 0; p < shape.Pixels; p++)
            for (var c = 0; c < width; c++)
                squares += Math.Pow(x[first + p * shape.Channels + c] - mean, 2);
        return (mean, 1 / Math.Sqrt(squares / ((double)shape.Pixels * width) + shape.Epsilon));
    }
}
