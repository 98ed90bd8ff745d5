using Mezzotint.Tensors;
using Mezzotint.Training.Autograd;

namespace Mezzotint.Training.Tests.Autograd;

/// <summary>Every operation's gradient against central differences, in every way it can be called.</summary>
public sealed class GradientTests
{
    readonly FiniteDifferences _differences = new();

    [Theory]
    [InlineData(1, 1, 1, false, false)]
    [InlineData(5, 7, 3, true, false)]
    [InlineData(13, 33, 17, true, true)]
    [InlineData(3, 9, 35, false, true)]
    public void Linear_layers(int rows, int inputs, int outputs, bool hasBias, bool hasResidual)
    {
        var (x, w) = (_differences.Input(rows, inputs), _differences.Weight(outputs, inputs));
        var bias = hasBias ? _differences.Weight(outputs) : null;
        var add = hasResidual ? _differences.Input(rows, outputs) : null;
        _differences.Check(ops => ops.Linear(x, w, bias, add));
    }

    [Fact]
    public void Linear_layers_given_as_kernels()
    {
        var (x, w) = (_differences.Input(2, 2, 3, 5), _differences.Weight(4, 5, 1, 1));
        _differences.Check(ops => ops.Linear(x, w));
    }

    [Theory]
    [InlineData(3, 1, 1, 1, 1, 1)]
    [InlineData(3, 2, 1, 1, 1, 1)]
    [InlineData(3, 2, 0, 0, 1, 1)]
    [InlineData(3, 1, 0, 2, 1, 0)]
    [InlineData(1, 1, 0, 0, 0, 0)]
    [InlineData(1, 2, 0, 0, 0, 0)]
    [InlineData(5, 3, 2, 2, 2, 2)]
    public void Convolutions(int kernel, int stride, int top, int left, int bottom, int right)
    {
        var window = new Window(stride, top, left, bottom, right);
        var (x, w) = (_differences.Input(2, 7, 6, 3), _differences.Weight(5, 3, kernel, kernel));
        var bias = _differences.Weight(5);
        var add = _differences.Input(2, window.OutputHeight(7, kernel), window.OutputWidth(6, kernel), 5);
        _differences.Check(ops => ops.Convolve(x, w, bias, window, add));
    }

    [Theory]
    [InlineData(1, 4, 4, 1, 3, false)]
    [InlineData(2, 5, 9, 2, 4, false)]
    [InlineData(2, 6, 6, 3, 2, true)]
    public void Attention(int batch, int queries, int keys, int heads, int width, bool isCausal)
    {
        var q = _differences.Input(batch, queries, heads * width);
        var (k, v) = (_differences.Input(batch, keys, heads * width), _differences.Input(batch, keys, heads * width));
        _differences.Check(ops => ops.Attention(q, k, v, heads, isCausal));
    }

    [Fact]
    public void Rotations_of_pairs()
    {
        var x = _differences.Input(2, 3, 8);
        var turns = new Tensor(new Shape(3, 4), [1, 0, 0, 1, 0.6f, 0.8f, 0.8f, -0.6f, 0, -1, -1, 0]);
        _differences.Check(ops => ops.RotatePairs(x, turns));
    }

    [Fact]
    public void Attention_of_a_sequence_to_itself()
    {
        var x = _differences.Input(2, 5, 6);
        _differences.Check(ops => ops.Attention(x, x, x, 2));
    }

    [Theory]
    [InlineData(4, 2, Activation.None)]
    [InlineData(18, 3, Activation.Silu)]
    [InlineData(20, 20, Activation.None)]
    [InlineData(33, 1, Activation.Gelu)]
    public void Group_norms(int channels, int groups, Activation activation)
    {
        var x = _differences.Input(2, 3, 5, channels);
        var (gain, bias) = (_differences.Weight(channels), _differences.Weight(channels));
        _differences.Check(ops => ops.GroupNorm(x, gain, bias, groups, 1e-3f, activation));
    }

    [Fact]
    public void Group_norms_of_many_pixels()
    {
        var x = _differences.Input(1, 9, 11, 4);
        var (gain, bias) = (_differences.Weight(4), _differences.Weight(4));
        _differences.Check(ops => ops.GroupNorm(x, gain, bias, 2, 1e-3f, Activation.Silu));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(19, true)]
    [InlineData(8, false)]
    public void Layer_norms(int width, bool isAffine)
    {
        var x = _differences.Input(2, 3, width);
        var gain = isAffine ? _differences.Weight(width) : null;
        var bias = isAffine ? _differences.Weight(width) : null;
        _differences.Check(ops => ops.LayerNorm(x, gain, bias, 1e-3f));
    }

    [Fact]
    public void Root_mean_square_norms()
    {
        var (x, gain) = (_differences.Input(4, 11), _differences.Weight(11));
        _differences.Check(ops => ops.RmsNorm(x, gain, 1e-3f));
    }

    [Theory]
    [InlineData(Activation.None)]
    [InlineData(Activation.Silu)]
    [InlineData(Activation.Gelu)]
    [InlineData(Activation.GeluTanh)]
    [InlineData(Activation.QuickGelu)]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Sigmoid)]
    public void Activations(Activation activation)
    {
        var x = _differences.Input(3, 13);
        _differences.Check(ops => ops.Activate(x, activation));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(21)]
    public void Gated_activations(int width)
    {
        var x = _differences.Input(3, 2 * width);
        _differences.Check(ops => ops.Geglu(x));
    }

    [Fact]
    public void Softmax_of_rows()
    {
        var x = _differences.Input(3, 11);
        _differences.Check(ops => ops.Softmax(x));
    }

    [Fact]
    public void Embeddings_of_repeated_rows()
    {
        var table = _differences.Weight(5, 3);
        _differences.Check(ops => ops.Embedding(table, [4, 0, 4, 2]));
    }

    [Theory]
    [InlineData(new[] { 2, 3, 4, 5 })]
    [InlineData(new[] { 4, 5 })]
    [InlineData(new[] { 5 })]
    [InlineData(new[] { 2, 1, 1, 5 })]
    public void Sums_and_products_that_repeat(int[] part)
    {
        var (a, b) = (_differences.Input(2, 3, 4, 5), _differences.Input(part));
        _differences.Check(ops => ops.Add(ops.Multiply(a, b), b));
    }

    [Fact]
    public void Scaling()
    {
        var x = _differences.Input(3, 5);
        _differences.Check(ops => ops.Scale(x, -1.7f, 0.3f));
    }

    [Fact]
    public void Resizing()
    {
        var x = _differences.Input(2, 3, 4, 2);
        _differences.Check(ops => ops.ResizeBilinear(ops.UpsampleNearest(x, 3), 5, 7));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void Pieces_and_joins(int dimension)
    {
        var (a, b) = (_differences.Input(3, 3, 4), _differences.Input(3, 3, 4));
        _differences.Check(ops => ops.Slice(ops.Concat([a, b, a], dimension), dimension, 2, 5));
    }

    [Fact]
    public void Layouts()
    {
        var (x, y) = (_differences.Input(2, 3, 4, 5), _differences.Input(2, 5, 3, 4));
        _differences.Check(ops => ops.Add(
            ops.Reshape(ops.ToChannelsFirst(x), new Shape(2, 60)),
            ops.Reshape(ops.ToChannelsLast(y), new Shape(2, 60))));
    }

    [Fact]
    public void A_tensor_that_is_used_often_gets_the_sum_of_all_gradients()
    {
        var (x, w) = (_differences.Input(2, 4), _differences.Weight(4, 4));
        _differences.Check(ops =>
        {
            var y = ops.Linear(x, w, add: x);
            return ops.Add(ops.Linear(ops.Activate(y, Activation.Silu), w, add: y), ops.Multiply(x, y));
        });
    }

    [Fact]
    public void Gradients_of_two_steps_add_up_until_they_are_cleared()
    {
        var w = new Weight("w", _differences.Values(3, 2, 3, 3));
        var x = _differences.Values(1, 4, 4, 2);
        var ops = new RecordingOperations([w]);
        var once = Step();
        var twice = Step();
        ops.ClearGradients();
        Assert.Equal(once, Step());
        Assert.Equal(once.Select(v => 2 * v), twice);

        float[] Step()
        {
            ops.Begin();
            var y = ops.Convolve(x, w, null, Window.Same3x3);
            ops.AddGradient(y, y);
            ops.Backward();
            return ops.Gradient(w).Span.ToArray();
        }
    }

    [Fact]
    public void The_number_of_threads_does_not_change_a_gradient()
    {
        var w = new Weight("w", _differences.Values(32, 32, 3, 3));
        var x = _differences.Values(2, 32, 32, 32);
        var threads = Threads.Count;
        try
        {
            Threads.Count = 1;
            var expected = Step();
            Threads.Count = 2;
            Assert.Equal(expected, Step());
        }
        finally
        {
            Threads.Count = threads;
        }

        float[] Step()
        {
            var ops = new RecordingOperations([w]);
            ops.Begin();
            var y = ops.Convolve(x, w, null, Window.Padded(1, stride: 2));
            y = ops.Convolve(y, w, null, Window.Same3x3);
            ops.AddGradient(y, y);
            ops.Backward();
            return ops.Gradient(w).Span.ToArray();
        }
    }
}
