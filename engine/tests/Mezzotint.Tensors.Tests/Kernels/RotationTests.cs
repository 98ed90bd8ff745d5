using Mezzotint.Tensors.Kernels.Rotation;

namespace Mezzotint.Tensors.Tests.Kernels;

public sealed class RotationTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(6, 3)]
    [InlineData(64, 5)]
    [InlineData(128, 0)]
    public void Rotation_agrees_with_its_definition(int width, int heads)
    {
        float[] x = Values.Random(width * heads, 1), rotation = Values.Random(width, 2);
        float[] expected = new float[x.Length], actual = new float[x.Length];
        RotationReference.Run(x, rotation, expected);
        RotationVector.Run(x, rotation, actual);
        Values.AreClose(expected, actual, 3e-7);
    }

    [Fact]
    public void A_quarter_turn_takes_each_pair_to_its_right_angle()
    {
        var x = new Tensor(new Shape(1, 2, 4), [1, 2, 3, 4, 5, 6, 7, 8]);
        var turns = new Tensor(new Shape(2, 2), [1, 0, 0, 1]); // none for the first token, a quarter for the second
        Assert.Equal([1f, 2, 3, 4, -6, 5, -8, 7], new CpuOperations().RotatePairs(x, turns).Span.ToArray());
    }
}
