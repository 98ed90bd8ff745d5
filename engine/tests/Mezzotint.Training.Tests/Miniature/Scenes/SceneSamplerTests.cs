using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Tests.Miniature.Scenes;

public sealed class SceneSamplerTests
{
    [Fact]
    public void One_seed_gives_one_scene() =>
        Assert.Equal(SceneSampler.Training.Draw(5), SceneSampler.Training.Draw(5));

    [Fact]
    public void Training_never_shows_a_held_out_combination()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
            Assert.False(HeldOutCombinations.Contains(SceneSampler.Training.Draw(random)));
    }

    [Fact]
    public void The_held_out_sampler_shows_nothing_else()
    {
        var random = new Random(2);
        for (var i = 0; i < 2_000; i++)
            Assert.True(HeldOutCombinations.Contains(SceneSampler.HeldOut.Draw(random)));
    }

    [Fact]
    public void A_tenth_of_the_combinations_is_held_out_whatever_the_attribute()
    {
        var scenes = Combinations.All().ToArray();
        Assert.InRange(scenes.Count(HeldOutCombinations.Contains) / (double)scenes.Length, 0.095, 0.105);
        SceneTrait[] traits =
            [SceneTrait.Subject, SceneTrait.Color, SceneTrait.Place, SceneTrait.Time, SceneTrait.Style];
        foreach (var trait in traits)
        {
            foreach (var group in scenes.GroupBy(trait.Label))
                Assert.InRange(group.Count(HeldOutCombinations.Contains) / (double)group.Count(), 0.07, 0.13);
        }
    }

    [Fact]
    public void A_companion_of_a_held_out_combination_is_kept_from_training()
    {
        var heldOut = Combinations.All().First(HeldOutCombinations.Contains);
        var host = Combinations.All().First(scene => !HeldOutCombinations.Contains(scene)
            && (scene.Place, scene.Time, scene.Style) == (heldOut.Place, heldOut.Time, heldOut.Style));
        Assert.True(HeldOutCombinations.Contains(host with { Companion = new(heldOut.Subject, heldOut.Color) }));
    }

    [Fact]
    public void Every_value_of_every_trait_is_drawn_and_has_a_name()
    {
        var random = new Random(3);
        var scenes = Enumerable.Range(0, 5_000).Select(_ => SceneSampler.Training.Draw(random)).ToArray();
        foreach (var trait in SceneTrait.All)
        {
            var labels = scenes.Select(trait.Label).Distinct().Order().ToArray();
            Assert.InRange(labels[^1], 0, trait.Values.Count - 1);
            var never = trait.Values.Where((_, label) => !labels.Contains(label));
            Assert.Equal(trait == SceneTrait.Hill ? ["orange", "brown", "black", "white"] : [], never);
        }
    }
}
