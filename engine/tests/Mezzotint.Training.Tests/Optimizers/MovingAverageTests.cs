using Mezzotint.Tensors;
using Mezzotint.Training.Optimizers;

namespace Mezzotint.Training.Tests.Optimizers;

public sealed class MovingAverageTests
{
    readonly Weight _weight = new("w", new Tensor(new Shape(19, 1)));

    [Fact]
    public void It_starts_at_the_weights() =>
        Assert.Equal(_weight.Value.Span.ToArray(), new MovingAverage([_weight], 0.9f).Values[0].Span.ToArray());

    /// <summary>decay_n = min(decay, (1 + n) / (10 + n)): 2/11, 3/12, 4/13, then 0.3 for ever.</summary>
    [Fact]
    public void Early_updates_forget_faster()
    {
        var average = new MovingAverage([_weight], 0.3f);
        var expected = 0.0;
        double[] decays = [2.0 / 11, 3.0 / 12, 0.3, 0.3];
        for (var n = 1; n <= decays.Length; n++)
        {
            _weight.Value.Span.Fill(n);
            average.Update();
            expected = decays[n - 1] * expected + (1 - decays[n - 1]) * n;
            Assert.All(average.Values[0].Span.ToArray(), value => Assert.Equal(expected, value, 1e-5));
        }
        Assert.Equal(4, average.Updates);
    }

    [Fact]
    public void Swapping_twice_changes_nothing_and_once_exchanges()
    {
        var average = new MovingAverage([_weight], 0.5f);
        _weight.Value.Span.Fill(5);
        average.Swap();
        Assert.Equal((0, 5), (_weight.Value.Span[18], average.Values[0].Span[18]));
        average.Swap();
        Assert.Equal((5, 0), (_weight.Value.Span[18], average.Values[0].Span[18]));
    }

    [Fact]
    public void A_layer_computes_with_the_average_after_a_swap()
    {
        var (ops, x) = (new CpuOperations(), new Tensor(new Shape(1, 1), [1]));
        var average = new MovingAverage([_weight], 0.5f);
        _weight.Value.Span.Fill(5);
        _weight.Changed();
        Assert.Equal(5, ops.Linear(x, _weight).Span[0]);
        average.Swap();
        Assert.Equal(0, ops.Linear(x, _weight).Span[0]);
    }
}
