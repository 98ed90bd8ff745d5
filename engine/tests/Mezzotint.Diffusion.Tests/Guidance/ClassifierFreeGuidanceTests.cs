using Mezzotint.Diffusion.Guidance;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Guidance;

public sealed class ClassifierFreeGuidanceTests
{
    static readonly Tensor Negative = Value(1), Cat = Value(3), Dog = Value(-2);

    [Fact]
    public void The_estimate_moves_from_the_negative_past_the_prompt() =>
        Assert.Equal(1 + 7.5f * (3 - 1), ClassifierFreeGuidance.Combine(Negative, [(1, Cat)], 7.5).Span[0]);

    [Fact]
    public void Prompts_pull_by_their_weights() =>
        Assert.Equal(1 + 2 * (0.5f * 2 + 1.5f * -3),
            ClassifierFreeGuidance.Combine(Negative, [(0.5, Cat), (1.5, Dog)], 2).Span[0]);

    [Fact]
    public void With_scale_1_the_negative_has_no_part()
    {
        Assert.False(ClassifierFreeGuidance.NeedsNegative([1], 1));
        Assert.True(ClassifierFreeGuidance.NeedsNegative([1], 7));
        Assert.True(ClassifierFreeGuidance.NeedsNegative([1, 1], 1));
        Assert.Equal(3, ClassifierFreeGuidance.Combine(Value(100), [(1, Cat)], 1).Span[0]);
    }

    static Tensor Value(float value) => new(new Shape(1, 1, 1, 1), [value]);
}
