using Mezzotint.Diffusion.Text.Encoders;

namespace Mezzotint.Diffusion.Tests.Text.Encoders;

public sealed class PromptWeightsTests
{
    /// <summary>
    /// Tokens (1, 2) and (3, 4) with weights 1 and 2: (1, 2, 6, 8) has the mean 4.25, restored to 2.5 by 10 / 17.
    /// </summary>
    [Fact]
    public void Weighted_tokens_grow_and_the_mean_stays()
    {
        float[] states = [1, 2, 3, 4];
        PromptWeights.Apply(states, [1, 2]);
        Assert.Equal([10f / 17, 20f / 17, 60f / 17, 80f / 17], states, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_weight_of_zero_everywhere_gives_zeros_and_no_NaN()
    {
        float[] states = [1, 2];
        PromptWeights.Apply(states, [0, 0]);
        Assert.Equal([0f, 0f], states);
    }
}
