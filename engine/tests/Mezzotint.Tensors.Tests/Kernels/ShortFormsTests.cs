using Mezzotint.Tensors.Kernels.Convolution;
using Mezzotint.Tensors.Kernels.Gemm;

namespace Mezzotint.Tensors.Tests.Kernels;

public sealed unsafe class ShortFormsTests
{
    [Fact]
    public void Every_half_below_128_comes_back_as_it_was()
    {
        var values = Enumerable.Range(0, 1 << 16)
            .Select(bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits))
            .Where(value => float.Abs(value) < 128).ToArray();
        Assert.Equal(2 * 22 * 1024, values.Length);
        Assert.Equal(PackedForm.Half, ShortForms.Of(values));
        AssertSame(values, RoundTrip(values, PackedForm.Half));
    }

    [Fact]
    public void Every_bfloat16_comes_back_as_it_was()
    {
        var values = Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt32BitsToSingle((uint)bits << 16))
            .ToArray();
        Assert.Equal(PackedForm.Brain, ShortForms.Of(values));
        AssertSame(values, RoundTrip(values, PackedForm.Brain));
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(128.5f)]
    [InlineData(1e-8f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void One_value_that_half_cannot_hold_keeps_a_matrix_from_it(float value)
    {
        foreach (var length in new[] { 1, 15, 16, 40 })
        {
            var values = new float[length];
            values[^1] = value;
            Assert.NotEqual(PackedForm.Half, ShortForms.Of(values));
        }
    }

    [Theory]
    [InlineData(PackedForm.Half, 0.03125f)]
    [InlineData(PackedForm.Brain, 7.888609e-31f)]
    public void Products_and_convolutions_are_the_same_bytes_in_either_form(object form, float scale)
    {
        var random = new Random(3);
        foreach (var (rows, inputs, outputs) in new[] { (1, 7, 5), (13, 330, 33), (64, 96, 100), (9, 700, 64) })
        {
            var weight = Rounded(random, scale, outputs, inputs);
            var x = Values.Random(rows * inputs, seed: rows);
            float[] expected = new float[rows * outputs], actual = new float[rows * outputs];
            GemmVector.Run(x, PackedMatrix.FromWeight(weight), [], [], expected);
            var packed = PackedMatrix.FromWeight(weight, isFixed: true);
            Assert.Equal(form, packed.Form);
            GemmVector.Run(x, packed, [], [], actual);
            AssertSame(expected, actual);
        }
        foreach (var (side, inputs, outputs) in new[] { (9, 5, 7), (16, 352, 64), (20, 64, 64) })
        {
            var weight = Rounded(random, scale, outputs, inputs, 3, 3);
            var x = Values.Tensor(new Shape(1, side, side, inputs), seed: side);
            var shape = new ConvolutionShape(x.Shape, weight.Shape, Window.Same3x3, "weight");
            float[] expected = new float[shape.Output.Count], actual = new float[shape.Output.Count];
            ConvolutionVector.Run(x.Span, PackedMatrix.FromWeight(weight), [], [], expected, shape);
            ConvolutionVector.Run(x.Span, PackedMatrix.FromWeight(weight, isFixed: true), [], [], actual, shape);
            AssertSame(expected, actual);
        }
    }

    [Theory]
    [InlineData(PackedForm.Half, 0.5f, 0)]
    [InlineData(PackedForm.Brain, 1.2379400392853803e27f, 0)]
    [InlineData(PackedForm.Single, 0.5f, 1e-6f)]
    public void Packing_row_by_row_gives_the_panels_of_packing_at_once(object form, float scale, float offset)
    {
        foreach (var lengths in new int[][] { [5, 7], [33, 330], [96, 100], [7, 5, 3, 3], [64, 352, 3, 3] })
        {
            var weight = Rounded(new Random(5), scale, lengths);
            weight.Span[^1] += offset; // what makes a matrix long may be its very last value
            var expected = PackedMatrix.FromWeight(weight, isFixed: true);
            var rowLength = weight.Shape.Count / lengths[0];
            var actual = PackedMatrix.FromRows(
                weight.Shape, (first, rows) => weight.Span.Slice(first * rowLength, rows.Length).CopyTo(rows));
            Assert.Equal(form, actual.Form);
            Assert.Equal(form, expected.Form);
            var bytes = (int)expected.SizeBytes;
            Assert.True(new Span<byte>(expected.At(0), bytes).SequenceEqual(new Span<byte>(actual.At(0), bytes)));
        }
    }

    [Fact]
    public void A_short_form_takes_half_the_memory()
    {
        var weight = Rounded(new Random(4), 0.5f, 320, 640);
        Assert.Equal(PackedMatrix.FromWeight(weight).SizeBytes,
            2 * PackedMatrix.FromWeight(weight, isFixed: true).SizeBytes);
    }

    /// <summary>Seven bits of fraction: what both forms hold where the scale is in their range.</summary>
    static Tensor Rounded(Random random, float scale, params int[] lengths)
    {
        var tensor = new Tensor(new Shape(lengths));
        foreach (ref var value in tensor.Span)
            value = random.Next(-127, 128) * scale / 32;
        return tensor;
    }

    static float[] RoundTrip(float[] values, PackedForm form)
    {
        var words = new ushort[values.Length];
        var back = new float[values.Length];
        ShortForms.Encode(values, words, form);
        fixed (ushort* w = words)
        fixed (float* b = back)
            ShortForms.Decode(w, b, back.Length, form);
        return back;
    }

    static void AssertSame(float[] expected, float[] actual) => Assert.Equal(
        expected.Select(BitConverter.SingleToInt32Bits), actual.Select(BitConverter.SingleToInt32Bits));
}
