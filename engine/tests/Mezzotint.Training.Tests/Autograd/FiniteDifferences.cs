using Mezzotint.Tensors;
using Mezzotint.Training.Autograd;

namespace Mezzotint.Training.Tests.Autograd;

/// <summary>Compares the tape's gradients with central differences of sum_i r_i y_i for fixed random r.</summary>
sealed class FiniteDifferences
{
    const float Step = 1 / 128f;
    const double Tolerance = 2e-3;

    readonly Random _random = new(7);
    readonly List<Weight> _weights = [];
    readonly List<Tensor> _inputs = [];

    public Tensor Input(params int[] lengths)
    {
        var tensor = Values(lengths);
        _inputs.Add(tensor);
        return tensor;
    }

    public Weight Weight(params int[] lengths)
    {
        var weight = new Weight($"w{_weights.Count}", Values(lengths));
        _weights.Add(weight);
        return weight;
    }

    /// <summary>Values of about unit size, none within a step of 0, where ReLU bends.</summary>
    public Tensor Values(params int[] lengths)
    {
        var tensor = new Tensor(new Shape(lengths));
        foreach (ref var value in tensor.Span)
        {
            value = (float)(_random.NextDouble() * 2.4 - 1.2);
            value += MathF.CopySign(2 * Step, value);
        }
        return tensor;
    }

    public void Check(Func<Operations, Tensor> forward)
    {
        var ops = new RecordingOperations(_weights);
        ops.Begin();
        foreach (var input in _inputs)
            ops.Track(input);
        var y = forward(ops);
        var r = Values(Lengths(y.Shape));
        ops.AddGradient(y, r);
        ops.Backward();
        foreach (var weight in _weights)
            Compare(weight.Value, ops.Gradient(weight), weight, forward, r);
        foreach (var input in _inputs)
            Compare(input, ops.Gradient(input) ?? new Tensor(input.Shape), null, forward, r);
    }

    static void Compare(Tensor at, Tensor gradient, Weight? weight, Func<Operations, Tensor> forward, Tensor r)
    {
        Assert.Equal(at.Shape, gradient.Shape);
        var expected = new double[at.Shape.Count];
        for (var i = 0; i < expected.Length; i++)
            expected[i] = (Shifted(i, Step) - Shifted(i, -Step)) / (2 * Step);
        var scale = Math.Max(1, expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - gradient.Span[i]) <= Tolerance * scale,
                $"{weight?.ToString() ?? at.ToString()}[{i}]: {gradient.Span[i]}, by differences {expected[i]}");

        double Shifted(int i, float step)
        {
            var old = at.Span[i];
            at.Span[i] = old + step;
            weight?.Changed();
            var y = forward(new CpuOperations());
            var sum = 0.0;
            for (var k = 0; k < r.Shape.Count; k++)
                sum += (double)r.Span[k] * y.Span[k];
            at.Span[i] = old;
            weight?.Changed();
            return sum;
        }
    }

    static int[] Lengths(Shape shape)
    {
        var lengths = new int[shape.Rank];
        shape.CopyTo(lengths);
        return lengths;
    }
}
