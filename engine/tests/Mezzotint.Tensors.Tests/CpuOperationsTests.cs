using Mezzotint.Tensors.Kernels.Gemm;
using Mezzotint.Tensors.Simd;
using Mezzotint.Tensors.Tests.Kernels;

namespace Mezzotint.Tensors.Tests;

public sealed class CpuOperationsTests
{
    readonly CpuOperations _ops = new();

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var x = Values.Tensor(new Shape(2, 33, 31, 64), 1);
        Weight kernel = new("k", Values.Tensor(new Shape(48, 64, 3, 3), 2)),
            matrix = new("m", Values.Tensor(new Shape(400, 64), 3));
        Weight gain = new("g", Values.Tensor(new Shape(64), 4)), bias = new("b", Values.Tensor(new Shape(64), 5));
        var all = Threads.Count;
        try
        {
            Threads.Count = 1;
            var alone = Run();
            Threads.Count = 3;
            Assert.Equal(alone, Run());
        }
        finally
        {
            Threads.Count = all;
        }

        float[] Run()
        {
            using var scope = _ops.Scope();
            var normal = _ops.GroupNorm(x, gain, bias, 8, 1e-5f, Activation.Silu);
            var tokens = _ops.Reshape(normal, new Shape(2, 33 * 31, 64));
            return
            [
                .. _ops.Convolve(normal, kernel, null, Window.Same3x3).Span,
                .. _ops.Linear(tokens, matrix).Span,
                .. _ops.Attention(tokens, tokens, tokens, 2).Span,
                .. _ops.LayerNorm(tokens, gain, bias, 1e-5f).Span,
            ];
        }
    }

    [Fact]
    public void Addition_repeats_rows_samples_and_trailing_dimensions()
    {
        var a = new Tensor(new Shape(2, 2, 2), [1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.Equal([11f, 22, 13, 24, 15, 26, 17, 28], _ops.Add(a, new Tensor(new Shape(2), [10, 20])).Span.ToArray());
        var samples = new Tensor(new Shape(2, 1, 2), [10, 20, 30, 40]);
        Assert.Equal([11f, 22, 13, 24, 35, 46, 37, 48], _ops.Add(a, samples).Span.ToArray());
        var error = Assert.Throws<ArgumentException>(() => _ops.Add(a, new Tensor(new Shape(3))));
        Assert.Contains("(3) cannot be repeated to (2, 2, 2)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Concat_and_slice_undo_each_other_along_each_dimension()
    {
        var a = Values.Tensor(new Shape(2, 3, 4), 1);
        foreach (var dimension in new[] { 0, 1, 2, -1 })
        {
            var axis = dimension < 0 ? 2 : dimension;
            var b = Values.Tensor(a.Shape.With(axis, 5), 2);
            var joined = _ops.Concat([a, b], dimension);
            Assert.Equal(a.Span.ToArray(), _ops.Slice(joined, dimension, 0, a.Shape[axis]).Span.ToArray());
            Assert.Equal(b.Span.ToArray(), _ops.Slice(joined, dimension, a.Shape[axis], 5).Span.ToArray());
        }
    }

    [Fact]
    public void Channels_go_last_and_first_again()
    {
        var x = new Tensor(new Shape(1, 2, 1, 3), [1, 2, 3, 10, 20, 30]);
        var last = _ops.ToChannelsLast(x);
        Assert.Equal(new Shape(1, 1, 3, 2), last.Shape);
        Assert.Equal([1f, 10, 2, 20, 3, 30], last.Span.ToArray());
        Assert.Equal(x.Span.ToArray(), _ops.ToChannelsFirst(last).Span.ToArray());
    }

    [Fact]
    public void Geglu_multiplies_the_first_half_by_the_gelu_of_the_second()
    {
        // GELU(1) = 0.8413447, GELU(-1) = -0.1586553: the normal distribution's table.
        var y = _ops.Geglu(new Tensor(new Shape(1, 4), [2, 3, 1, -1]));
        Values.AreClose([1.6826894f, -0.4759658f], y.Span, 1e-5);
    }

    [Fact]
    public void Pictures_grow_by_repetition_and_by_interpolation()
    {
        var x = new Tensor(new Shape(1, 1, 2, 1), [0, 4]);
        Assert.Equal([0f, 0, 4, 4, 0, 0, 4, 4], _ops.UpsampleNearest(x, 2).Span.ToArray());
        Assert.Equal([0f, 1, 3, 4], _ops.ResizeBilinear(x, 1, 4).Span.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_picture_made_in_bands_gives_the_bytes_of_one_made_at_once(int batch)
    {
        Assert.SkipWhen(LaneChoice.Selected == Lanes.Reference, "Without vectors pictures are made at once.");
        // 48 MB a picture: bands of 96 rows, the last one shorter, and 222 rows are no whole tiles
        var x = Values.Tensor(new Shape(batch, 222, 886, 64), 1);
        var kernel = new ConvolutionKernel(
            new Weight("k", Values.Tensor(new Shape(32, 64, 3, 3), 2)),
            new Weight("b", Values.Tensor(new Shape(32), 3)), Window.Same3x3);
        var norm = new GroupNormalization(
            new Weight("g", Values.Tensor(new Shape(64), 4)), new Weight("s", Values.Tensor(new Shape(64), 5)), 8,
            1e-5f, Activation.Silu);
        Assert.True(BandedConvolution.Pays(x.Shape, kernel));
        var residual = Values.Tensor(new Shape(batch, 222, 886, 32), 6);
        var atOnce = _ops.Convolve(
            _ops.GroupNorm(x, norm.Gain, norm.Bias, norm.Groups, norm.Epsilon, norm.Activation), kernel.Weight,
            kernel.Bias, kernel.Window, residual);
        Assert.True(atOnce.Span.SequenceEqual(_ops.ConvolveNormal(x, norm, kernel, residual).Span));
    }

    [Theory]
    [InlineData(111, 443, 2)]
    [InlineData(3, 4, 3)]
    public void A_picture_enlarged_in_bands_gives_the_bytes_of_one_enlarged_at_once(int height, int width, int factor)
    {
        Assert.SkipWhen(LaneChoice.Selected == Lanes.Reference, "Without vectors pictures are made at once.");
        var x = Values.Tensor(new Shape(1, height, width, 64), 1);
        var kernel = new ConvolutionKernel(
            new Weight("k", Values.Tensor(new Shape(32, 64, 3, 3), 2)), null, Window.Same3x3);
        var atOnce = _ops.Convolve(_ops.UpsampleNearest(x, factor), kernel.Weight, null, kernel.Window);
        Assert.True(atOnce.Span.SequenceEqual(_ops.ConvolveEnlarged(x, factor, kernel).Span));
    }

    [Fact]
    public void Many_rows_times_a_weight_in_16_bits_give_the_bytes_of_a_few_at_a_time()
    {
        var values = Values.Tensor(new Shape(70, 700), 1);
        foreach (ref var value in values.Span)
            value = (float)(Half)value;
        var weight = new Weight("w", values.Shape, () => values);
        var x = Values.Tensor(new Shape(2100, 700), 2);
        var all = _ops.Linear(x, weight);
        for (var row = 0; row < 2100; row += 300)
            Assert.Equal(
                _ops.Linear(x.Rows(row, 300), weight).Span.ToArray(), all.Rows(row, 300).Span.ToArray());
        var expected = new float[300 * 70];
        GemmReference.Run(
            x.Rows(0, 300).Span, values.Span, [], [], expected, new GemmShape(300, 70, 700, IsRightTransposed: true));
        Values.AreClose(expected, all.Rows(0, 300).Span.ToArray(), 7e-4);
    }

    [Theory]
    [InlineData(7, 20, 64)]
    [InlineData(50, 700, 70)]
    [InlineData(200, 33, 200)]
    public void A_product_with_its_activation_or_gate_gives_the_bytes_of_one_after_the_other(
        int rows, int inputs, int outputs)
    {
        var x = Values.Tensor(new Shape(2, rows, inputs), 1);
        Weight matrix = new("m", Values.Tensor(new Shape(outputs, inputs), 2)),
            bias = new("b", Values.Tensor(new Shape(outputs), 3));
        Tensor gate = Values.Tensor(new Shape(2, 1, outputs), 4), add = Values.Tensor(new Shape(2, rows, outputs), 5);
        var product = _ops.Linear(x, matrix, bias);
        foreach (var activation in new[] { Activation.GeluTanh, Activation.Silu, Activation.None })
            Assert.Equal(
                _ops.Activate(product, activation).Span, _ops.LinearActivated(x, matrix, bias, activation).Span);
        Assert.Equal(
            _ops.Add(add, _ops.Multiply(product, gate)).Span, _ops.LinearGated(x, matrix, bias, gate, add).Span);
    }

    [Fact]
    public void A_modulated_layer_norm_shifts_and_scales_each_sample_by_its_own_rows()
    {
        var x = Values.Tensor(new Shape(3, 5, 37), 1);
        Tensor shift = Values.Tensor(new Shape(3, 1, 37), 2), scale = Values.Tensor(new Shape(3, 1, 37), 3);
        var normal = _ops.Multiply(_ops.LayerNorm(x, null, null, 1e-6f), _ops.Scale(scale, 1, 1));
        Values.AreClose(_ops.Add(normal, shift).Span, _ops.LayerNormModulated(x, shift, scale, 1e-6f).Span, 1e-6);
        var error = Assert.Throws<ArgumentException>(() => _ops.LayerNormModulated(x, shift.Rows(0, 2), scale, 1e-6f));
        Assert.Contains("(2, 1, 37)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(3, 5, 37)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Joined_heads_are_the_columns_of_each_part_normalised_and_one_behind_the_other()
    {
        Tensor text = Values.Tensor(new Shape(2, 3, 40), 1), picture = Values.Tensor(new Shape(2, 7, 48), 2);
        var gain = new Weight("g", Values.Tensor(new Shape(8), 3));
        var heads = _ops.Reshape(_ops.Slice(text, -1, 16, 16), new Shape(2, 3, 2, 8));
        var normal = _ops.Reshape(_ops.RmsNorm(heads, gain, 1e-6f), new Shape(2, 3, 16));
        Assert.Equal(
            _ops.Concat([normal, _ops.Slice(picture, -1, 16, 16)], 1).Span,
            _ops.JoinHeads([(text, gain), (picture, null)], 16, 16, 1e-6f).Span);
        Assert.Throws<ArgumentException>(() => _ops.JoinHeads([(text, gain), (picture, null)], 32, 16, 1e-6f));
    }

    [Fact]
    public void Weights_of_another_width_are_refused_by_name_with_both_shapes()
    {
        var weight = new Weight("attn1.to_q.weight", new Tensor(new Shape(8, 320)));
        var error = Assert.Throws<ArgumentException>(() => _ops.Linear(new Tensor(new Shape(2, 640)), weight));
        Assert.Contains("attn1.to_q.weight (8, 320)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(2, 640)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_outside_the_table_is_refused()
    {
        var table = new Weight("token_embedding", new Tensor(new Shape(3, 2)));
        var error = Assert.Throws<ArgumentException>(() => _ops.Embedding(table, [0, 3]));
        Assert.Contains("'token_embedding' has 3 entries", error.Message, StringComparison.Ordinal);
    }
}
