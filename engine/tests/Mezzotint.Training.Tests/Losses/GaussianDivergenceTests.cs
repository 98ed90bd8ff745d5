using Mezzotint.Tensors;
using Mezzotint.Training.Losses;

namespace Mezzotint.Training.Tests.Losses;

public sealed class GaussianDivergenceTests
{
    [Fact]
    public void The_unit_normal_is_at_distance_0()
    {
        var moments = new Tensor(new Shape(2, 4));
        Assert.Equal(0, GaussianDivergence.Add(moments, new Tensor(moments.Shape), 1));
    }

    /// <summary>Means 1 and 2, variances 1 and e: (1 + (4 + e - 1 - 1)) / 2, over 2 elements.</summary>
    [Fact]
    public void The_value_is_the_mean_over_elements()
    {
        var moments = new Tensor(new Shape(1, 4), [1, 2, 0, 1]);
        Assert.Equal((3 + Math.E) / 4, GaussianDivergence.Add(moments, new Tensor(moments.Shape), 1), 1e-6);
    }

    [Fact]
    public void The_gradient_is_that_of_the_value()
    {
        var moments = LossDifferences.Values(3, 2, 2, 3, 6);
        LossDifferences.Check(moments, (gradient, weight) => GaussianDivergence.Add(moments, gradient, weight));
    }
}
