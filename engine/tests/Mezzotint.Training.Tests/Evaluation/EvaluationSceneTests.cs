using Mezzotint.Training.Evaluation;
using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Tests.Evaluation;

public sealed class EvaluationSceneTests
{
    static readonly EvaluationScene[] Scenes = [.. EvaluationScene.Draw(new EvaluationOptions().Scenes)];

    [Fact]
    public void At_least_200_scenes_are_asked_for_none_of_which_training_saw()
    {
        Assert.InRange(Scenes.Length, 200, 1000);
        Assert.All(Scenes, asked => Assert.True(HeldOutCombinations.Contains(asked.Scene)));
        Assert.Equal(Scenes.Length, Scenes.Select(asked => asked.Prompt).Distinct().Count());
    }

    [Fact]
    public void They_are_always_the_same() => Assert.Equal(Scenes, EvaluationScene.Draw(Scenes.Length));

    [Fact]
    public void Every_value_of_every_trait_is_asked_for()
    {
        foreach (var trait in SceneTrait.All)
        {
            var asked = Scenes.Where(scene => scene.Names(trait)).Select(scene => trait.Label(scene.Scene)).ToHashSet();
            var missing = trait.Values.Where((value, label) => !asked.Contains(label));
            Assert.Equal(trait == SceneTrait.Hill ? ["orange", "brown", "black", "white", "none"] : [],
                missing.Except(trait == SceneTrait.Hill ? ["red", "yellow", "blue", "purple", "pink"] : []));
        }
    }

    [Theory]
    [InlineData("a red cat on a green hill by day", "subject color place hill time count")]
    [InlineData("pixel art of a red cat on a green hill, at night", "subject color place hill time style count")]
    [InlineData("a red cat on the left on a green hill by day", "subject color place hill time position count")]
    public void A_prompt_names_what_it_says(string prompt, string traits)
    {
        var scene = Flagship with { Position = Position.Left, Style = PictureStyle.PixelArt };
        Assert.Equal(traits, Named(new(scene, prompt, 0)));
    }

    [Fact]
    public void Where_several_stand_and_what_color_no_hill_has_is_never_named()
    {
        var scene = Flagship with { Count = 2, Place = Place.Sea, HillColor = null };
        Assert.Equal("subject color place time style count",
            Named(new(scene, "flat vector art of two red cats in the middle of the sea", 0)));
    }

    static string Named(EvaluationScene asked) =>
        string.Join(' ', SceneTrait.All.Where(asked.Names).Select(trait => trait.Name));

    static SceneDescription Flagship => new()
    {
        Subject = Subject.Cat,
        Color = ColorName.Red,
        Place = Place.Hill,
        HillColor = ColorName.Green,
        Time = Time.Day,
        Style = PictureStyle.Flat,
    };
}
