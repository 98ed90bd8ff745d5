using Mezzotint.Training.Optimizers;

namespace Mezzotint.Training.Tests.Optimizers;

public sealed class LearningRateTests
{
    static readonly LearningRate Rate = new(Peak: 0.8f, WarmupSteps: 4, DecayShare: 0.5f, Floor: 0.1f);

    [Theory]
    [InlineData(0, 0, 0.2)]
    [InlineData(1, 0.1, 0.4)]
    [InlineData(3, 0.2, 0.8)]
    [InlineData(100, 0.2, 0.8)]
    [InlineData(100, 0.5, 0.8)]
    [InlineData(100, 0.75, 0.44)] // half way down the cosine: (1 + 0.1) / 2 of the peak
    [InlineData(100, 1, 0.08)]
    [InlineData(100, 1.2, 0.08)]
    public void It_rises_stays_and_falls(int step, double progress, double expected) =>
        Assert.Equal(expected, Rate.At(step, progress), 1e-6);

    [Fact]
    public void Without_warmup_the_first_step_has_the_peak() =>
        Assert.Equal(0.8f, (Rate with { WarmupSteps = 0 }).At(0, 0));

    [Fact]
    public void Without_a_decay_it_stays_to_the_end() =>
        Assert.Equal(0.8f, (Rate with { DecayShare = 0 }).At(9, 1), 1e-6f);
}
