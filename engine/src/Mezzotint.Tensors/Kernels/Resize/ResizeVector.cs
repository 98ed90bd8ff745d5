using System.Numerics;

namespace Mezzotint.Tensors.Kernels.Resize;

/// <summary>Pictures at another size, by whole pixels and rows.</summary>
static class ResizeVector
{
    /// <summary>As <see cref="ResizeReference.Nearest"/>: a row is spread once and copied for the rows below.</summary>
    public static void Nearest(ReadOnlySpan<float> x, Span<float> y, int width, int channels, int factor)
    {
        var inputRow = width * channels;
        var outputRow = inputRow * factor;
        for (var row = 0; row < x.Length / inputRow; row++)
        {
            var target = y.Slice(row * factor * outputRow, outputRow);
            NearestRow(x.Slice(row * inputRow, inputRow), target, channels, factor);
            for (var f = 1; f < factor; f++)
                target.CopyTo(y[((row * factor + f) * outputRow)..]);
        }
    }

    /// <summary>One row of <see cref="Nearest"/>: each pixel <paramref name="factor"/> times.</summary>
    public static void NearestRow(ReadOnlySpan<float> x, Span<float> y, int channels, int factor)
    {
        for (var column = 0; column < x.Length / channels; column++)
            for (var f = 0; f < factor; f++)
                x.Slice(column * channels, channels).CopyTo(y[((column * factor + f) * channels)..]);
    }

    /// <summary>As <see cref="ResizeReference.Bilinear"/>, channels across the lanes.</summary>
    public static void Bilinear(
        ReadOnlySpan<float> x, Span<float> y, (int Height, int Width) from, (int Height, int Width) to, int channels)
    {
        for (var i = 0; i < to.Height; i++)
        {
            var (top, bottom, v) = ResizeReference.Position(i, from.Height, to.Height);
            for (var j = 0; j < to.Width; j++)
            {
                var (left, right, u) = ResizeReference.Position(j, from.Width, to.Width);
                Mix(x.Slice((top * from.Width + left) * channels, channels),
                    x.Slice((top * from.Width + right) * channels, channels),
                    x.Slice((bottom * from.Width + left) * channels, channels),
                    x.Slice((bottom * from.Width + right) * channels, channels),
                    y.Slice((i * to.Width + j) * channels, channels), (float)u, (float)v);
            }
        }
    }

    static void Mix(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d, Span<float> y,
        float u, float v)
    {
        var (wa, wb, wc, wd) = ((1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v);
        var i = 0;
        for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(a[i..]) * wa + new Vector<float>(b[i..]) * wb + new Vector<float>(c[i..]) * wc
                + new Vector<float>(d[i..]) * wd).CopyTo(y[i..]);
        for (; i < y.Length; i++)
            y[i] = a[i] * wa + b[i] * wb + c[i] * wc + d[i] * wd;
    }
}
