using Mezzotint.Tensors;
using Mezzotint.Tensors.Kernels.Resize;

namespace Mezzotint.Training.Autograd.Kernels;

/// <summary>
/// Gradients of enlarging and resizing pictures (B, H, W, C): each pixel gets back what was made of it.
/// </summary>
static class ResizeGradient
{
    /// <summary>dx = the sum of the factor x factor pixels that each pixel was repeated to.</summary>
    public static void RunNearest(Tensor dy, Tensor dx, int factor)
    {
        var (width, channels) = (dx.Shape[2], dx.Shape[3]);
        Threads.For(dx.Shape[0] * dx.Shape[1], row =>
        {
            var target = dx.Span.Slice(row * width * channels, width * channels);
            target.Clear();
            for (var line = row * factor; line < (row + 1) * factor; line++)
            {
                ReadOnlySpan<float> source = dy.Span.Slice(line * width * factor * channels, width * factor * channels);
                for (var i = 0; i < width * factor; i++)
                    RowVector.Add(source.Slice(i * channels, channels), target.Slice(i / factor * channels, channels));
            }
        });
    }

    /// <summary>dx = each pixel's shares in the pixels that were interpolated from it.</summary>
    public static void RunBilinear(Tensor dy, Tensor dx)
    {
        var (from, to, channels) = ((dx.Shape[1], dx.Shape[2]), (dy.Shape[1], dy.Shape[2]), dx.Shape[3]);
        Threads.For(dx.Shape[0], b =>
        {
            ReadOnlySpan<float> source = dy.Rows(b, 1).Span;
            var target = dx.Rows(b, 1).Span;
            target.Clear();
            for (var i = 0; i < to.Item1; i++)
            {
                var (top, bottom, v) = ResizeReference.Position(i, from.Item1, to.Item1);
                for (var j = 0; j < to.Item2; j++)
                {
                    var (left, right, u) = ResizeReference.Position(j, from.Item2, to.Item2);
                    var d = source.Slice((i * to.Item2 + j) * channels, channels);
                    AddScaled(d, target[((top * from.Item2 + left) * channels)..], (1 - v) * (1 - u));
                    AddScaled(d, target[((top * from.Item2 + right) * channels)..], (1 - v) * u);
                    AddScaled(d, target[((bottom * from.Item2 + left) * channels)..], v * (1 - u));
                    AddScaled(d, target[((bottom * from.Item2 + right) * channels)..], v * u);
                }
            }
        });
    }

    static void AddScaled(ReadOnlySpan<float> x, Span<float> sum, double factor)
    {
        for (var c = 0; c < x.Length; c++)
            sum[c] += x[c] * (float)factor;
    }
}
