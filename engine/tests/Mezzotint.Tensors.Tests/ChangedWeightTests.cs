using Mezzotint.Tensors.Changes;
using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Tests.Kernels;

namespace Mezzotint.Tensors.Tests;

public sealed unsafe class ChangedWeightTests
{
    readonly CpuOperations _ops = new();

    [Theory]
    [InlineData(5, 7, 1, 1)]
    [InlineData(33, 330, 1, 8)]
    [InlineData(100, 64, 9, 3)]
    public void A_changed_weight_is_as_close_to_the_sum_as_a_file_of_half_precision(
        int rows, int inputs, int taps, int rank)
    {
        var shape = taps == 1 ? new Shape(rows, inputs) : new Shape(rows, inputs, 3, 3);
        var stored = Halves(shape, 1);
        var weight = new Weight("w", shape, stored.Clone);
        var up = Values.Tensor(new Shape(rows - 2, rank), 2);
        var down = Values.Tensor(new Shape(rank, inputs * taps), 3);
        weight.Adapt(() => [new LowRankChange(1, up, down, taps, 0.5)]);
        var expected = stored.Clone();
        for (var row = 1; row < rows - 1; row++)
            for (var column = 0; column < inputs * taps; column++)
                expected.Span[row * inputs * taps + column] += (float)(0.5 * Enumerable.Range(0, rank).Sum(
                    n => (double)up.Span[(row - 1) * rank + n] * down.Span[n * inputs * taps + column]));
        Values.AreClose(expected.Span, weight.Value.Span, 1e-6);
        Assert.Equal(PackedForm.Half, weight.Packed().Form);
        var packed = Unpacked(weight.Packed(), shape);
        for (var i = 0; i < shape.Count; i++)
            Assert.Equal(expected.Span[i], packed[i], Slack(expected.Span[i]));
    }

    [Fact]
    public void Where_the_sum_fits_the_file_s_form_it_is_packed_to_the_last_bit()
    {
        var shape = new Shape(40, 70);
        var stored = new Tensor(shape);
        for (var i = 0; i < shape.Count; i++)
            stored.Span[i] = i % 512;
        stored *= 1f / 128;
        var weight = new Weight("w", shape, stored.Clone);
        weight.Adapt(() => [
            new LowRankChange(0, Ones(40, 2), Ones(2, 70), 1, 0.25),
            new KroneckerChange(10, Ones(2, 7), Ones(5, 10), (0, 10)),
            new HadamardChange(
                new LowRankChange(0, Ones(40, 1), Ones(1, 70)), new LowRankChange(0, Ones(40, 3), Ones(3, 70))),
        ]);
        var sum = (stored + 3.5f).Span.ToArray();
        for (var i = 10 * 70; i < 20 * 70; i++)
            sum[i] += 1;
        Assert.Equal(sum, weight.Value.Span.ToArray());
        Assert.Equal(sum, Unpacked(weight.Packed(), shape));
    }

    [Fact]
    public void Off_is_the_same_bytes_again_and_on_again_too()
    {
        var weight = new Weight("w", new Shape(48, 48), Halves(new Shape(48, 48), 1).Clone);
        var x = Values.Tensor(new Shape(5, 48), 4);
        float[] Product() => _ops.Linear(x, weight).Span.ToArray();
        IReadOnlyList<WeightChange> Some(int seed) =>
            [new LowRankChange(0, Values.Tensor(new Shape(48, 4), seed), Values.Tensor(new Shape(4, 48), seed))];
        var plain = Product();
        weight.Adapt(() => Some(1));
        var changed = Product();
        weight.Adapt(() => Some(2));
        Assert.NotEqual(changed, Product());
        weight.Adapt(null);
        Assert.Equal(plain, Product());
        weight.Adapt(() => Some(1));
        Assert.Equal(changed, Product());
        Assert.NotEqual(plain, changed);
    }

    [Fact]
    public void A_sum_beyond_half_precision_is_kept_in_32_bits()
    {
        var weight = new Weight("w", new Shape(4, 4), () => Ones(4, 4));
        weight.Adapt(() => [new LowRankChange(0, Ones(4, 1), Ones(1, 4), 1, 200)]);
        Assert.Equal(PackedForm.Single, weight.Packed().Form);
        Assert.All(Unpacked(weight.Packed(), weight.Shape), value => Assert.Equal(201, value));
    }

    [Fact]
    public void A_change_of_another_shape_is_an_error_that_shows_both()
    {
        var weight = new Weight("w", new Shape(4, 4), () => Ones(4, 4));
        weight.Adapt(() => [new LowRankChange(0, Ones(4, 1), Ones(1, 5))]);
        var message = Assert.Throws<InvalidOperationException>(() => weight.Packed()).Message;
        Assert.Contains("w (4, 4)", message);
        Assert.Contains("4 x 5 x 1", message);
    }

    [Fact]
    public void Rounding_to_half_takes_the_nearest_and_of_two_the_even_one()
    {
        var values = Values.Random(10_000, 5).Select((value, i) => value * float.Exp2(i % 20 - 13))
            .Where(value => float.Abs(value) >= 6.2e-5f).ToList(); // the form is finer than IEEE 754's below
        for (var bits = 0x0400; bits < 0x0500; bits++)
            values.Add((Value(bits) + Value(bits + 1)) / 2);
        var expected = values.Select(value => (float)(Half)value).ToArray();
        Assert.Equal(expected, RoundTrip([.. values]));
        Assert.Equal([0, 0, 5.9604645e-08f, -0f], RoundTrip([0, 2.9802322e-08f, 2.9802326e-08f, -1e-9f]));
        static float Value(int bits) => (float)BitConverter.UInt16BitsToHalf((ushort)bits);
    }

    static float[] RoundTrip(float[] values)
    {
        var result = new float[values.Length];
        var words = new ushort[values.Length];
        fixed (float* from = values, to = result)
        fixed (ushort* between = words)
        {
            Assert.True(HalfRounding.TryEncode(from, between, values.Length));
            ShortForms.Decode(between, to, values.Length, PackedForm.Half);
        }
        return result;
    }

    static float[] Unpacked(PackedMatrix matrix, Shape shape)
    {
        var (inputs, values) = (shape[1], new float[shape.Count]);
        var (taps, scratch) = (shape.Count / shape[0] / shape[1], new float[matrix.PanelWidth]);
        fixed (float* room = scratch)
            for (var d = 0; d < matrix.Depth; d++)
                for (var c = 0; c < matrix.Columns; c++)
                    values[(c * inputs + d % inputs) * taps + d / inputs] = matrix.Read(
                        matrix.Offset(d, c / matrix.PanelWidth), matrix.PanelWidth, room)[c % matrix.PanelWidth];
        return values;
    }

    /// <summary>Half of the last of 11 bits, and what the sum itself may be off.</summary>
    static float Slack(float value) => float.Abs(value) / 2048 + 1e-6f;

    static Tensor Halves(Shape shape, int seed) =>
        new(shape, [.. Values.Random(shape.Count, seed).Select(value => (float)(Half)value)]);

    static Tensor Ones(int rows, int columns)
    {
        var tensor = new Tensor(new Shape(rows, columns));
        tensor.Span.Fill(1);
        return tensor;
    }
}
