using Mezzotint.Tensors;
using Mezzotint.Training.Losses;

namespace Mezzotint.Training.Tests.Losses;

public sealed class ChromaLossTests
{
    readonly Tensor _target = LossDifferences.Values(4, 1, 2, 4, 8, 3);

    [Fact]
    public void Brightness_alone_costs_nothing()
    {
        var brighter = _target + 0.5f;
        Assert.Equal(0, ChromaLoss.Add(brighter, _target, new Tensor(_target.Shape), 1), 1e-6);
    }

    /// <summary>Red 0.5 too high everywhere: R - G is off by 0.5, B - (R + G) / 2 by -0.25.</summary>
    [Fact]
    public void A_cast_costs_its_magnitude_and_its_square()
    {
        var cast = _target.Clone();
        for (var i = 0; i < cast.Shape.Count; i += 3)
            cast.Span[i] += 0.5f;
        Assert.Equal((0.5 + 0.25 + 0.25 + 0.0625) / 2, ChromaLoss.Add(cast, _target, new Tensor(cast.Shape), 1), 1e-6);
    }

    [Fact]
    public void What_averages_out_within_a_square_costs_nothing()
    {
        var y = _target.Clone();
        y.Span[0] += 0.5f;
        y.Span[3] -= 0.5f;
        Assert.Equal(0, ChromaLoss.Add(y, _target, new Tensor(y.Shape), 1), 1e-6);
    }

    [Fact]
    public void The_gradient_is_that_of_the_value()
    {
        var y = LossDifferences.Values(5, 1, 2, 4, 8, 3);
        LossDifferences.Check(y, (gradient, weight) => ChromaLoss.Add(y, _target, gradient, weight));
    }
}
