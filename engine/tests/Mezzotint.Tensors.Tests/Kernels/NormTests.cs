using Mezzotint.Tensors.Kernels.Norms;
using Mezzotint.Tensors.Kernels.Softmax;

namespace Mezzotint.Tensors.Tests.Kernels;

public sealed class NormTests
{
    [Theory]
    [InlineData(1, 1, 4, 2, 0f)]
    [InlineData(2, 130, 32, 8, 0f)]
    [InlineData(1, 77, 33, 3, 0f)]
    [InlineData(1, 4096, 20, 4, 300f)]
    public void Group_norm_agrees_with_its_definition_also_around_a_large_mean(
        int batch, int pixels, int channels, int groups, float mean)
    {
        var x = Values.Random(batch * pixels * channels, 1).Select(v => v + mean).ToArray();
        float[] gain = Values.Random(channels, 2), bias = Values.Random(channels, 3);
        float[] expected = new float[x.Length], actual = new float[x.Length];
        var shape = new GroupNormShape(batch, pixels, channels, groups, 1e-5f, Activation.Silu);
        GroupNormReference.Run(x, gain, bias, expected, shape);
        GroupNormVector.Run(x, gain, bias, actual, shape);
        Values.AreClose(expected, actual, mean == 0 ? 1e-5 : 2e-3);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 9)]
    [InlineData(63, 65)]
    [InlineData(3, 768)]
    public void Layer_and_rms_norm_agree_with_their_definitions(int rows, int columns)
    {
        float[] x = Values.Random(rows * columns, 1), gain = Values.Random(columns, 2),
            bias = Values.Random(columns, 3);
        float[] expected = new float[x.Length], actual = new float[x.Length];
        foreach (var isRms in new[] { false, true })
        {
            var shape = new LayerNormShape(columns, 1e-5f, isRms);
            LayerNormReference.Run(x, gain, isRms ? [] : bias, expected, shape);
            LayerNormVector.Run(x, gain, isRms ? [] : bias, actual, shape);
            Values.AreClose(expected, actual, 1e-5);
        }
    }

    [Theory]
    [InlineData(1, 1, 1f)]
    [InlineData(5, 63, 1f)]
    [InlineData(2, 4096, 10f)]
    [InlineData(3, 65, 1e30f)]
    public void Softmax_agrees_with_its_definition_and_large_logits_do_not_overflow(int rows, int columns, float size)
    {
        var x = Values.Random(rows * columns, 1).Select(v => v * size).ToArray();
        if (columns > 8)
            x[7] = float.NegativeInfinity;
        float[] expected = new float[x.Length], actual = new float[x.Length];
        SoftmaxReference.Run(x, expected, columns);
        SoftmaxVector.Run(x, actual, columns);
        Values.AreClose(expected, actual, 1e-6);
    }
}
