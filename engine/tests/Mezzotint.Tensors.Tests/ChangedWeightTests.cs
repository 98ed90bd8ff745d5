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
    [InlineData(66, 130, 9, 32)]
    public void A_changed_weight_is_the_sum_packed_and_as_the_checkpoint_has_it(
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
        Values.AreClose(expected.Span, Unpacked(weight.Packed(), shape), 1e-6);
    }

    [Fact]
    public void Where_no_sum_is_rounded_changes_are_added_to_the_last_bit()
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Off_is_the_same_bytes_again_and_on_again_too(bool keepsOrigin)
    {
        var weight = new Weight("w", new Shape(48, 48), Halves(new Shape(48, 48), 1).Clone);
        var x = Values.Tensor(new Shape(5, 48), 4);
        float[] Product() => _ops.Linear(x, weight).Span.ToArray();
        IReadOnlyList<WeightChange> Some(int seed) =>
            [new LowRankChange(0, Values.Tensor(new Shape(48, 4), seed), Values.Tensor(new Shape(4, 48), seed))];
        var plain = Product();
        weight.Adapt(() => Some(1), keepsOrigin);
        var changed = Product();
        weight.Adapt(() => Some(2), keepsOrigin);
        Assert.NotEqual(changed, Product());
        weight.Adapt(null);
        Assert.Equal(plain, Product());
        weight.Adapt(() => Some(1), keepsOrigin);
        Assert.Equal(changed, Product());
        Assert.NotEqual(plain, changed);
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

    static Tensor Halves(Shape shape, int seed) =>
        new(shape, [.. Values.Random(shape.Count, seed).Select(value => (float)(Half)value)]);

    static Tensor Ones(int rows, int columns)
    {
        var tensor = new Tensor(new Shape(rows, columns));
        tensor.Span.Fill(1);
        return tensor;
    }
}
