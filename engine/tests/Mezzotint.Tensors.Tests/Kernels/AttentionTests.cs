using Mezzotint.Tensors.Kernels.Attention;
using Mezzotint.Tensors.Simd;

namespace Mezzotint.Tensors.Tests.Kernels;

public sealed class AttentionTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 1, 1f)]
    [InlineData(2, 7, 9, 3, 5, 1f)]
    [InlineData(1, 50, 300, 2, 40, 1f)]
    [InlineData(1, 13, 65, 1, 400, 1f)]
    [InlineData(1, 9, 600, 2, 16, 100f)]
    [InlineData(1, 200, 130, 2, 64, 1f)]
    [InlineData(2, 70, 77, 3, 80, 1f)]
    [InlineData(1, 133, 1001, 1, 10, 1f)]
    public void Attention_agrees_with_its_definition(
        int batch, int queries, int keys, int heads, int headWidth, float size)
    {
        var shape = new AttentionShape(batch, queries, keys, heads, headWidth, IsCausal: false);
        AgreesWithDefinition(shape, size);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 77)]
    [InlineData(1, 310)]
    public void Causal_attention_sees_only_what_came_before(int batch, int tokens) =>
        AgreesWithDefinition(new AttentionShape(batch, tokens, tokens, 2, 24, IsCausal: true), 1);

    [Fact]
    public void Exponentials_that_are_no_normal_numbers_are_zero()
    {
        Assert.SkipWhen(LaneChoice.Selected == Lanes.Reference, "The definition keeps every number that there is.");
        float[] logits = [0, -90, -100, float.NegativeInfinity, .. new float[28]], weights = new float[32];
        Tensors.Kernels.Softmax.SoftmaxVector.Run(logits, weights, 32);
        Assert.DoesNotContain(weights, weight => weight != 0 && !float.IsNormal(weight));
    }

    static void AgreesWithDefinition(AttentionShape shape, float size)
    {
        var q = Values.Random(shape.Batch * shape.Queries * shape.Width, 1).Select(x => x * size).ToArray();
        float[] k = Values.Random(shape.Batch * shape.Keys * shape.Width, 2),
            v = Values.Random(shape.Batch * shape.Keys * shape.Width, 3);
        float[] expected = new float[q.Length], actual = new float[q.Length];
        AttentionReference.Run(q, k, v, expected, shape);
        AttentionVector.Run(q, k, v, actual, new float[AttentionVector.ScratchLength(shape)], shape);
        Values.AreClose(expected, actual, 1e-5 * Math.Max(1, size));
    }
}
