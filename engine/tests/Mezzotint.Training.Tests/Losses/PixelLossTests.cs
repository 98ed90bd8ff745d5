using Mezzotint.Tensors;
using Mezzotint.Training.Losses;

namespace Mezzotint.Training.Tests.Losses;

public sealed class PixelLossTests
{
    readonly Tensor _zero = new(new Shape(2, 3));
    readonly Tensor _y = LossDifferences.Values(1, 2, 2, 3);

    [Fact]
    public void The_values_are_means()
    {
        var (y, target) = (new Tensor(new Shape(4), [1, 2, 3, 4]), new Tensor(new Shape(4), [1, 4, 2, 4]));
        Assert.Equal(5.0 / 4, PixelLoss.AddSquared(y, target, new Tensor(y.Shape)), 1e-7);
        Assert.Equal(3.0 / 4, PixelLoss.AddAbsolute(y, target, new Tensor(y.Shape)), 1e-7);
    }

    [Fact]
    public void The_gradient_of_squares_is_that_of_the_value() =>
        LossDifferences.Check(_y, (gradient, weight) => PixelLoss.AddSquared(_y, _zero, gradient, weight));

    [Fact]
    public void The_gradient_of_magnitudes_is_that_of_the_value() =>
        LossDifferences.Check(_y, (gradient, weight) => PixelLoss.AddAbsolute(_y, _zero, gradient, weight));

    [Fact]
    public void What_is_met_exactly_has_no_gradient()
    {
        var gradient = new Tensor(_y.Shape);
        PixelLoss.AddAbsolute(_y, _y, gradient);
        PixelLoss.AddSquared(_y, _y, gradient);
        Assert.All(gradient.Span.ToArray(), value => Assert.Equal(0, value));
    }
}
