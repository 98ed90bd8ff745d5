using Mezzotint.Tensors;
using Mezzotint.Training.Optimizers;

namespace Mezzotint.Training.Tests.Optimizers;

public sealed class AdamWTests
{
    static readonly OptimizerSettings Settings =
        new() { Beta1 = 0.8f, Beta2 = 0.95f, Epsilon = 1e-6f, WeightDecay = 0.1f };

    /// <summary>
    /// Algorithm 2 of arXiv:1711.05101, line by line in double; 37 values leave a tail behind every vector.
    /// </summary>
    [Theory]
    [InlineData(1, 37)]
    [InlineData(37, 1)]
    [InlineData(150, 151)]
    public void Updates_follow_the_published_rule(int rows, int columns)
    {
        var random = new Random(1);
        var weight = new Weight("w", Values(random, rows, columns));
        var optimizer = new Optimizer([weight], Settings);
        var theta = weight.Value.Span.ToArray().Select(value => (double)value).ToArray();
        var (m, v) = (new double[theta.Length], new double[theta.Length]);
        for (var t = 1; t <= 5; t++)
        {
            var (rate, scale) = (0.01 / t, 1.0 / t);
            var gradient = Values(random, rows, columns);
            optimizer.Step(_ => gradient, (float)rate, (float)scale);
            for (var i = 0; i < theta.Length; i++)
            {
                var g = scale * gradient.Span[i];
                m[i] = Settings.Beta1 * m[i] + (1 - Settings.Beta1) * g;
                v[i] = Settings.Beta2 * v[i] + (1 - Settings.Beta2) * g * g;
                var mHat = m[i] / (1 - Math.Pow(Settings.Beta1, t));
                var vHat = v[i] / (1 - Math.Pow(Settings.Beta2, t));
                theta[i] -= rate * (mHat / (Math.Sqrt(vHat) + Settings.Epsilon) + Settings.WeightDecay * theta[i]);
            }
        }
        Assert.Equal(5, optimizer.Steps);
        for (var i = 0; i < theta.Length; i++)
            Assert.Equal(theta[i], weight.Value.Span[i], 2e-6);
    }

    [Fact]
    public void Vectors_do_not_decay()
    {
        var bias = new Weight("b", new Tensor(new Shape(3), [1, -2, 3]));
        new Optimizer([bias], Settings).Step(_ => new Tensor(bias.Shape), 0.1f);
        Assert.Equal([1, -2, 3], bias.Value.Span.ToArray());
    }

    [Fact]
    public void The_first_step_is_as_long_as_the_rate_whatever_the_gradient()
    {
        var weight = new Weight("w", new Tensor(new Shape(2, 1)));
        var optimizer = new Optimizer([weight], Settings with { Epsilon = 0 });
        optimizer.Step(_ => new Tensor(weight.Shape, [1e-3f, -1e3f]), 0.5f);
        Assert.Equal(-0.5f, weight.Value.Span[0], 1e-5f);
        Assert.Equal(0.5f, weight.Value.Span[1], 1e-5f);
    }

    [Fact]
    public void A_layer_computes_with_the_new_weights_after_a_step()
    {
        var weight = new Weight("w", new Tensor(new Shape(1, 1), [1]));
        var x = new Tensor(new Shape(1, 1), [1]);
        var ops = new CpuOperations();
        var before = ops.Linear(x, weight).Span[0];
        new Optimizer([weight], Settings).Step(_ => x, 0.25f);
        Assert.Equal(1, before);
        Assert.Equal(weight.Value.Span[0], ops.Linear(x, weight).Span[0]);
    }

    static Tensor Values(Random random, int rows, int columns)
    {
        var tensor = new Tensor(new Shape(rows, columns));
        foreach (ref var value in tensor.Span)
            value = (float)(random.NextDouble() * 2 - 1);
        return tensor;
    }
}
