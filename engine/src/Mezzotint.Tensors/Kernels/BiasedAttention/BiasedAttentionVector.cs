using Mezzotint.Tensors.Kernels.Attention;
using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Kernels.Softmax;

namespace Mezzotint.Tensors.Kernels.BiasedAttention;

/// <summary>Attention with a bias, head by head: a product that the bias is added to, a softmax, a product.</summary>
/// <remarks>
/// All logits of one head are held at once. That fits texts, which are short: 512 tokens take 1 MB a head, and their
/// attention is a fiftieth of a text encoder's work.
/// </remarks>
static class BiasedAttentionVector
{
    /// <summary>As <see cref="BiasedAttentionReference.Run"/>.</summary>
    /// <param name="query">(B, queries, heads * d).</param>
    /// <param name="key">(B, keys, heads * d).</param>
    /// <param name="value">(B, keys, heads * d).</param>
    /// <param name="bias">(heads, queries, keys).</param>
    /// <param name="y">(B, queries, heads * d); may not overlap the others.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> floats.</param>
    /// <param name="shape">All lengths; at least one key.</param>
    public static void Run(
        ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, ReadOnlySpan<float> bias,
        Span<float> y, Span<float> scratch, AttentionShape shape)
    {
        var (queries, keys, width) = (shape.Queries, shape.Keys, shape.HeadWidth);
        var logits = scratch[..(queries * keys)];
        var q = scratch.Slice(logits.Length, queries * width);
        var k = scratch.Slice(logits.Length + q.Length, keys * width);
        var v = scratch.Slice(logits.Length + q.Length + k.Length, keys * width);
        for (var item = 0; item < shape.Batch * shape.Heads; item++)
        {
            var (b, h) = (item / shape.Heads, item % shape.Heads);
            Gather(query, q, b * queries, h, shape);
            Gather(key, k, b * keys, h, shape);
            Gather(value, v, b * keys, h, shape);
            foreach (ref var element in q)
                element *= shape.Scale;
            GemmVector.Run(
                q, k, [], bias.Slice(h * logits.Length, logits.Length), logits,
                new GemmShape(queries, keys, width, IsRightTransposed: true));
            SoftmaxVector.Run(logits, logits, keys);
            GemmVector.Run(logits, v, [], [], q, new GemmShape(queries, width, keys));
            for (var i = 0; i < queries; i++)
                q.Slice(i * width, width).CopyTo(y[((b * queries + i) * shape.Width + h * width)..]);
        }
    }

    /// <summary>Floats that one head's logits, queries, keys and values take.</summary>
    public static int ScratchLength(AttentionShape shape) =>
        checked(shape.Queries * shape.Keys + (shape.Queries + 2 * shape.Keys) * shape.HeadWidth);

    /// <summary>One head's columns of the rows from <paramref name="firstRow"/> on.</summary>
    static void Gather(ReadOnlySpan<float> x, Span<float> rows, int firstRow, int head, AttentionShape shape)
    {
        var width = shape.HeadWidth;
        for (var i = 0; i < rows.Length / width; i++)
            x.Slice((firstRow + i) * shape.Width + head * width, width).CopyTo(rows[(i * width)..]);
    }
}
