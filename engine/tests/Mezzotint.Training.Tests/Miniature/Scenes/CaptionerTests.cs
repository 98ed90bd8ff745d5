using Mezzotint.Training.Miniature.Scenes;

namespace Mezzotint.Training.Tests.Miniature.Scenes;

public sealed class CaptionerTests
{
    [Fact]
    public void Every_word_of_a_caption_is_in_the_vocabulary()
    {
        var vocabulary = Captioner.Vocabulary.ToHashSet();
        foreach (var caption in Captions(20_000, 0.15f))
            Assert.All(Words(caption), word => Assert.Contains(word, vocabulary));
    }

    [Fact]
    public void Every_word_of_the_vocabulary_is_said()
    {
        var said = Captions(60_000, 0.15f).SelectMany(Words).ToHashSet();
        Assert.Empty(Captioner.Vocabulary.Except(said));
    }

    [Fact]
    public void The_vocabulary_is_small_and_of_plain_letters()
    {
        Assert.InRange(Captioner.Vocabulary.Count, 150, 250);
        Assert.All(Captioner.Vocabulary, word => Assert.Matches("^[a-z]+$", word));
    }

    [Fact]
    public void Captions_fit_into_40_tokens() => Assert.InRange(Captions(60_000, 0).Max(Length), 10, 40);

    [Fact]
    public void Nothing_dropped_names_subject_color_place_and_time()
    {
        var scene = Flagship;
        for (var seed = 0; seed < 500; seed++)
        {
            var words = Words(Captioner.Describe(scene, new Random(seed), 0)).ToArray();
            Assert.Contains(words, word => word is "house" or "home" or "cottage");
            Assert.Contains("red", words);
            Assert.Contains("green", words);
            Assert.Contains("hill", words);
            Assert.Contains(words, word => word is "night" or "midnight" or "dark");
        }
    }

    [Fact]
    public void All_dropped_leaves_the_subject()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var words = Words(Captioner.Describe(Flagship, new Random(seed), 1)).ToArray();
            Assert.Contains(words, word => word is "house" or "home" or "cottage");
            Assert.DoesNotContain("red", words);
            Assert.DoesNotContain("hill", words);
        }
    }

    [Fact]
    public void A_style_other_than_flat_is_named()
    {
        var scene = Flagship with { Style = PictureStyle.PixelArt };
        for (var seed = 0; seed < 200; seed++)
            Assert.Contains("pixel", Captioner.Describe(scene, new Random(seed), 0));
    }

    [Fact]
    public void The_article_follows_the_vowel()
    {
        foreach (var caption in Captions(5_000, 0.1f))
            Assert.DoesNotMatch(@"\ba [aeio]|\ban [^aeiou]|  |^ | $|, ,|,,|,$", caption);
    }

    [Fact]
    public void Of_two_subjects_the_left_one_comes_first_unless_sides_are_named()
    {
        var scene = Flagship with { Position = Position.Right, Companion = new(Subject.Fish, ColorName.Blue) };
        for (var seed = 0; seed < 300; seed++)
        {
            var caption = Captioner.Describe(scene, new Random(seed), 0);
            if (!caption.Contains("right"))
                Assert.Matches("blue.*red", caption);
        }
    }

    static SceneDescription Flagship => new()
    {
        Subject = Subject.House,
        Color = ColorName.Red,
        Place = Place.Hill,
        HillColor = ColorName.Green,
        Time = Time.Night,
        Style = PictureStyle.Flat,
    };

    static IEnumerable<string> Captions(int count, float dropProbability)
    {
        var random = new Random(9);
        for (var i = 0; i < count; i++)
            yield return Captioner.Describe(SceneSampler.Training.Draw(random), random, dropProbability);
    }

    static IEnumerable<string> Words(string caption) => caption.Replace(",", "").Split(' ');

    static int Length(string caption) => Words(caption).Count() + caption.Count(letter => letter == ',');
}
