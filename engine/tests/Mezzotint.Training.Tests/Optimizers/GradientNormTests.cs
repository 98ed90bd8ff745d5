using Mezzotint.Tensors;
using Mezzotint.Training.Optimizers;

namespace Mezzotint.Training.Tests.Optimizers;

public sealed class GradientNormTests
{
    [Fact]
    public void The_norm_is_that_of_all_tensors_joined()
    {
        var gradients = new[] { new Tensor(new Shape(2, 1), [3, 0]), new Tensor(new Shape(3), [0, -12, 4]) };
        Assert.Equal(13, GradientNorm.Of(gradients), 1e-12);
    }

    /// <summary>10,007 times 0.1^2: more than two chunks of the summation, and no multiple of one.</summary>
    [Fact]
    public void Long_tensors_are_summed_to_the_end()
    {
        var gradient = new Tensor(new Shape(10_007));
        gradient.Span.Fill(0.1f);
        Assert.Equal(Math.Sqrt(10_007) * 0.1, GradientNorm.Of([gradient]), 1e-4);
    }

    [Fact]
    public void A_gradient_that_is_no_number_is_seen() =>
        Assert.False(double.IsFinite(GradientNorm.Of([new Tensor(new Shape(2), [1, float.NaN])])));

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(4, 1, 0.25)]
    [InlineData(4, 2, 0.5)]
    public void Only_a_longer_gradient_is_clipped_and_to_the_length_allowed(double norm, double max, double factor) =>
        Assert.Equal(factor, GradientNorm.ClipFactor(norm, max), 1e-7);
}
