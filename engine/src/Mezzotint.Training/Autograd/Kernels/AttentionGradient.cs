using Mezzotint.Tensors;
using Mezzotint.Tensors.Kernels.Attention;
using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Kernels.Softmax;

namespace Mezzotint.Training.Autograd.Kernels;

/// <summary>Gradients of attention, head by head with the probabilities written out.</summary>
/// <remarks>
/// With P = softmax(s Q K^T) and s = 1 / sqrt(d): dV = P^T dY, dP = dY V^T, dS = s P (dP - sum_k P dP), dQ = dS K, dK =
/// dS^T Q. Each head of each sample is one task; a task needs room for two matrices (queries, keys).
/// </remarks>
static unsafe class AttentionGradient
{
    [ThreadStatic]
    static float[]? _matrices;

    /// <summary>
    /// The six tensors of an attention, each (B, length, heads * d); gradients may be null where none is wanted.
    /// </summary>
    public readonly record struct Operands(
        Tensor Query, Tensor Key, Tensor Value, Tensor? QueryGradient, Tensor? KeyGradient, Tensor? ValueGradient);

    /// <summary>Writes the gradients that are wanted.</summary>
    public static void Run(Operands operands, Tensor dy, AttentionShape shape) =>
        Threads.For(shape.Batch * shape.Heads, task =>
            Head(operands, dy, shape, task / shape.Heads, task % shape.Heads));

    static void Head(in Operands operands, Tensor dy, AttentionShape shape, int sample, int head)
    {
        var (n, m, d) = (shape.Queries, shape.Keys, shape.HeadWidth);
        var stride = shape.Width;
        if (_matrices is null || _matrices.Length < 2 * n * m)
            _matrices = GC.AllocateUninitializedArray<float>(2 * n * m, pinned: true);
        var queryOffset = sample * n * stride + head * d;
        var keyOffset = sample * m * stride + head * d;
        fixed (float* p = _matrices, query = operands.Query.Span, key = operands.Key.Span, value = operands.Value.Span,
            gradient = dy.Span, dq = SpanOf(operands.QueryGradient), dk = SpanOf(operands.KeyGradient),
            dv = SpanOf(operands.ValueGradient))
        {
            float* q = query + queryOffset, k = key + keyOffset, v = value + keyOffset, g = gradient + queryOffset;
            var ds = p + (long)n * m;
            var width = GemmVector.PanelWidth;
            GemmVector.Run(new RowMajorLeft(q, stride), new TransposedRight(k, stride, m, width),
                new Product(n, m, d, null, null, p, m));
            Normalise(new Span<float>(p, n * m), shape);
            if (dv != null)
                GemmVector.Run(new TransposedLeft(p, m), new RowMajorRight(g, stride, d, width),
                    new Product(m, d, n, null, null, dv + keyOffset, stride));
            GemmVector.Run(new RowMajorLeft(g, stride), new TransposedRight(v, stride, m, width),
                new Product(n, m, d, null, null, ds, m));
            SoftmaxGradient.Run(new ReadOnlySpan<float>(p, n * m), new Span<float>(ds, n * m), m, shape.Scale);
            if (dq != null)
                GemmVector.Run(new RowMajorLeft(ds, m), new RowMajorRight(k, stride, d, width),
                    new Product(n, d, m, null, null, dq + queryOffset, stride));
            if (dk != null)
                GemmVector.Run(new TransposedLeft(ds, m), new RowMajorRight(q, stride, d, width),
                    new Product(m, d, n, null, null, dk + keyOffset, stride));
        }
    }

    static Span<float> SpanOf(Tensor? tensor) => tensor is null ? [] : tensor.Span;

    /// <summary>Products of queries and keys become probabilities.</summary>
    static void Normalise(Span<float> p, AttentionShape shape)
    {
        RowVector.Scale(p, shape.Scale);
        if (shape.IsCausal)
            for (var row = 0; row < shape.Queries; row++)
                p.Slice(row * shape.Keys + row + 1, shape.Keys - row - 1).Fill(float.NegativeInfinity);
        SoftmaxVector.Run(p, p, shape.Keys);
    }
}
