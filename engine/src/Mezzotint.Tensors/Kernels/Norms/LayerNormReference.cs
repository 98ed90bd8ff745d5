namespace Mezzotint.Tensors.Kernels.Norms;

/// <summary>Layer and RMS normalisation in doubles: the judge of the vector ones.</summary>
static class LayerNormReference
{
    /// <summary>y[r, c] = (x[r, c] - mean_r) / sqrt(variance_r + epsilon) gain[c] + bias[c].</summary>
    /// <param name="x">(rows, columns).</param>
    /// <param name="gain">(columns), or empty for 1.</param>
    /// <param name="bias">(columns), or empty for 0.</param>
    /// <param name="y">As x; may be x.</param>
    /// <param name="shape">Lengths, epsilon, and whether the mean is taken to be 0, which makes it RMS
    /// normalisation.</param>
    public static void Run(
        ReadOnlySpan<float> x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> y, LayerNormShape shape)
    {
        for (var start = 0; start < x.Length; start += shape.Columns)
        {
            var row = x.Slice(start, shape.Columns);
            double mean = 0, variance = 0;
            if (!shape.IsRms)
                foreach (var value in row)
                    mean += (double)value / shape.Columns;
            foreach (var value in row)
                variance += (value - mean) * (value - mean) / shape.Columns;
            var scale = 1 / Math.Sqrt(variance + shape.Epsilon);
            for (var c = 0; c < shape.Columns; c++)
                y[start + c] =
                    (float)((row[c] - mean) * scale * (gain.IsEmpty ? 1 : gain[c]) + (bias.IsEmpty ? 0 : bias[c]));
        }
    }
}
