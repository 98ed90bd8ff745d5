using Mezzotint.Tensors.Kernels.Gemm;

namespace Mezzotint.Tensors.Tests.Kernels;

public sealed class GemmTests
{
    [Theory]
    [MemberData(nameof(Lengths))]
    public void Product_agrees_with_its_definition_however_the_factors_are_stored(int rows, int columns, int depth)
    {
        for (var storage = 0; storage < 4; storage++)
        {
            var shape = new GemmShape(rows, columns, depth, (storage & 1) != 0, (storage & 2) != 0);
            float[] a = Values.Random(rows * depth, 1), b = Values.Random(depth * columns, 2);
            float[] bias = Values.Random(columns, 3), add = Values.Random(rows * columns, 4);
            float[] expected = new float[rows * columns], actual = new float[rows * columns];
            GemmReference.Run(a, b, bias, add, expected, shape);
            GemmVector.Run(a, b, bias, add, actual, shape);
            Values.AreClose(expected, actual, 1e-6 * (depth + 8));
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Product_with_a_packed_weight_agrees_with_its_definition(int rows, int columns, int depth)
    {
        float[] a = Values.Random(rows * depth, 1);
        var weight = Values.Tensor(new Shape(columns, depth), 2);
        float[] expected = new float[rows * columns], actual = new float[rows * columns];
        GemmReference.Run(
            a, weight.Span, [], [], expected, new GemmShape(rows, columns, depth, IsRightTransposed: true));
        GemmVector.Run(a, PackedMatrix.FromWeight(weight), [], [], actual);
        Values.AreClose(expected, actual, 1e-6 * (depth + 8));
    }

    [Fact]
    public void Product_can_be_accumulated_over_several_blocks_of_the_depth()
    {
        var shape = new GemmShape(13, 37, 700, IsLeftTransposed: true);
        float[] a = Values.Random(13 * 700, 1), b = Values.Random(700 * 37, 2), sum = Values.Random(13 * 37, 3);
        var expected = new float[13 * 37];
        GemmReference.Run(a, b, [], sum, expected, shape);
        GemmVector.Run(a, b, [], sum, sum, shape);
        Values.AreClose(expected, sum, 1e-4);
    }

    [Fact]
    public void Wrong_lengths_are_refused_with_all_of_them()
    {
        var error = Assert.Throws<ArgumentException>(
            () => GemmVector.Run(new float[5], new float[6], [], [], new float[4], new GemmShape(2, 2, 3)));
        Assert.Contains("(2, 3) x (3, 2)", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<int, int, int> Lengths()
    {
        var data = new TheoryData<int, int, int>();
        foreach (var (m, n, k) in new[]
            { (1, 1, 1), (7, 9, 8), (12, 32, 16), (13, 33, 65), (0, 8, 8), (8, 8, 0), (63, 65, 321), (25, 64, 640),
                (100, 96, 47) })
            data.Add(m, n, k);
        return data;
    }
}
