using Mezzotint.Diffusion.Denoisers;
using Mezzotint.Diffusion.Families;
using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Tensors;

namespace Mezzotint.Diffusion.Tests.Pipelines;

public sealed class PromptPlanTests
{
    static readonly SkipLayerGuidance Skip = new(2.5, 0.01, 0.2, [7, 8, 9]);

    [Fact]
    public void Skip_layer_guidance_adds_a_difference_that_sums_to_nothing_in_the_first_fifth_of_the_steps()
    {
        var plan = PromptPlan.Of(
            new GenerationRequest("a house") { GuidanceScale = 4 }, steps: 20,
            (_, _) => new Conditioning(new Tensor(new Shape(1, 1, 1))), Skip);
        Assert.Equal([-3, 4], plan.At(1).Select(branch => branch.Weight)); // the first step is too early
        var guided = plan.At(2);
        Assert.Equal([-3, 4, 2.5, -2.5], guided.Select(branch => branch.Weight));
        Assert.Equal([0, 0, 0, 3], guided.Select(branch => branch.Conditioning.SkippedBlocks.Count));
        Assert.Equal(4, plan.At(4).Count);
        Assert.Equal(2, plan.At(5).Count); // four of twenty steps are done: the fifth is over
    }

    [Fact]
    public void Composed_prompts_are_each_guided_by_their_weight()
    {
        var plan = PromptPlan.Of(
            new GenerationRequest("a house AND a cat :0.5") { GuidanceScale = 2 }, steps: 20,
            (_, _) => new Conditioning(new Tensor(new Shape(1, 1, 1))), Skip);
        var weights = plan.At(2).Select(branch => branch.Weight).ToArray();
        Assert.Equal(1, weights.Sum(), 9);
        Assert.Equal([2.5, 1.25, -2.5, -1.25], weights[3..]);
    }
}
