using Mezzotint.Tensors.Kernels.Attention;
using Mezzotint.Tensors.Kernels.BiasedAttention;

namespace Mezzotint.Tensors.Tests.Kernels;

public sealed class BiasedAttentionTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(2, 7, 9, 3, 5)]
    [InlineData(1, 65, 63, 2, 16)]
    public void Biased_attention_agrees_with_its_definition(int batch, int queries, int keys, int heads, int width)
    {
        var shape = new AttentionShape(batch, queries, keys, heads, width, IsCausal: false);
        float[] q = Values.Random(batch * queries * shape.Width, 1), k = Values.Random(batch * keys * shape.Width, 2),
            v = Values.Random(batch * keys * shape.Width, 3), bias = Values.Random(heads * queries * keys, 4);
        bias[0] = keys > 1 ? float.NegativeInfinity : 0;
        float[] expected = new float[q.Length], actual = new float[q.Length];
        BiasedAttentionReference.Run(q, k, v, bias, expected, shape);
        BiasedAttentionVector.Run(
            q, k, v, bias, actual, new float[BiasedAttentionVector.ScratchLength(shape)], shape);
        Values.AreClose(expected, actual, 1e-5);
    }

    [Fact]
    public void Without_a_bias_it_is_attention()
    {
        var shape = new AttentionShape(2, 5, 6, 2, 4, IsCausal: false);
        float[] q = Values.Random(2 * 5 * 8, 1), k = Values.Random(2 * 6 * 8, 2), v = Values.Random(2 * 6 * 8, 3);
        float[] expected = new float[q.Length], actual = new float[q.Length];
        AttentionReference.Run(q, k, v, expected, shape);
        BiasedAttentionReference.Run(q, k, v, new float[2 * 5 * 6], actual, shape);
        Values.AreClose(expected, actual, 1e-7);
    }

    [Fact]
    public void A_bias_of_another_size_is_refused_with_all_shapes()
    {
        var x = Values.Tensor(new Shape(1, 3, 4), 1);
        var error = Assert.Throws<ArgumentException>(
            () => new CpuOperations().BiasedAttention(x, x, x, Values.Tensor(new Shape(2, 3, 4), 2), heads: 2));
        Assert.Contains("a bias of (2, 3, 4)", error.Message, StringComparison.Ordinal);
    }
}
