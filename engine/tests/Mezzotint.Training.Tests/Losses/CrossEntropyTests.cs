using Mezzotint.Tensors;
using Mezzotint.Training.Losses;

namespace Mezzotint.Training.Tests.Losses;

public sealed class CrossEntropyTests
{
    [Fact]
    public void Equal_logits_cost_the_logarithm_of_their_number()
    {
        var logits = new Tensor(new Shape(2, 5));
        Assert.Equal(Math.Log(5), CrossEntropy.Add(logits, [0, 3], new Tensor(logits.Shape)).Loss, 1e-12);
    }

    /// <summary>-log(e^2 / (e^1 + e^2 + e^3)) and -log(e^3 / (...)), by hand.</summary>
    [Fact]
    public void The_value_is_the_mean_surprise_and_the_right_rows_are_counted()
    {
        var logits = new Tensor(new Shape(2, 3), [1, 2, 3, 1, 2, 3]);
        var (loss, right) = CrossEntropy.Add(logits, [1, 2], new Tensor(logits.Shape));
        Assert.Equal((1.4076059644 + 0.4076059644) / 2, loss, 1e-9);
        Assert.Equal(1, right);
    }

    [Fact]
    public void The_gradient_is_that_of_the_value()
    {
        var logits = LossDifferences.Values(2, 3, 3, 4);
        LossDifferences.Check(logits, (gradient, weight) => CrossEntropy.Add(logits, [0, 2, 3], gradient, weight).Loss);
    }

    [Fact]
    public void Large_logits_do_not_overflow()
    {
        var logits = new Tensor(new Shape(1, 2), [1e30f, -1e30f]);
        var gradient = new Tensor(logits.Shape);
        Assert.Equal(0, CrossEntropy.Add(logits, [0], gradient).Loss);
        Assert.Equal([0, 0], gradient.Span.ToArray());
    }
}
