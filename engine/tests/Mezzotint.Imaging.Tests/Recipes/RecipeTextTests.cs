using Mezzotint.Imaging.Recipes;

namespace Mezzotint.Imaging.Tests.Recipes;

public sealed class RecipeTextTests
{
    [Fact]
    public void A_recipe_is_written_as_other_programs_write_it()
    {
        var recipe = new Recipe("a red house", "blurred, dark")
            .With(RecipeNames.Steps, 20).With(RecipeNames.Sampler, "DPM++ 2M").With(RecipeNames.Scheduler, "Karras")
            .With(RecipeNames.GuidanceScale, 7.5f).With(RecipeNames.Seed, 4294967295L).With(RecipeNames.Size, "512x768")
            .With(RecipeNames.Model, "a, \"b\"").With("Left out", "");
        Assert.Equal(
            "a red house\nNegative prompt: blurred, dark\nSteps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG "
                + "scale: 7.5, "
            + "Seed: 4294967295, Size: 512x768, Model: \"a, \\\"b\\\"\"",
            RecipeText.Write(recipe));
    }

    [Fact]
    public void A_text_of_another_program_is_read()
    {
        var recipe = RecipeText.Read(
            "portrait, (detailed:1.2)\r\nBREAK second line \r\nNegative prompt: bad,\r\nugly\r\n"
            + "Steps: 28, Sampler: Euler a, Schedule type: Automatic, CFG scale: 7, Seed: 12, Size: 832x1216, "
            + "Model hash: 67ab2fd8ec, Model: pony, Lora hashes: \"a: 1, b: 2\", Version: v1.10.1");
        Assert.Equal("portrait, (detailed:1.2)\nBREAK second line", recipe.Prompt);
        Assert.Equal("bad,\nugly", recipe.NegativePrompt);
        Assert.Equal(28, recipe.Integer(RecipeNames.Steps));
        Assert.Equal(7, recipe.Number(RecipeNames.GuidanceScale));
        Assert.Equal((832, 1216), recipe.Size);
        Assert.Equal("a: 1, b: 2", recipe["Lora hashes"]);
        Assert.Equal("v1.10.1", recipe[RecipeNames.Version]);
        Assert.Null(recipe[RecipeNames.Strength]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a cat")]
    [InlineData("a: b, c: d")]
    [InlineData("two\nlines, with: colon")]
    public void A_text_without_settings_is_a_prompt(string text)
    {
        var recipe = RecipeText.Read(text);
        Assert.Equal(text, recipe.Prompt);
        Assert.Empty(recipe.Settings);
    }

    [Fact]
    public void Ten_thousand_random_recipes_come_back_as_they_were()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var recipe = Random(new Random(seed));
            var back = RecipeText.Read(RecipeText.Write(recipe));
            Assert.Equal(recipe.Prompt, back.Prompt);
            Assert.Equal(recipe.NegativePrompt, back.NegativePrompt);
            Assert.Equal(recipe.Settings, back.Settings);
        }
    }

    [Fact]
    public void Ten_thousand_random_texts_are_read_without_an_error()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var random = new Random(seed);
            Assert.NotNull(RecipeText.Read(Text(random, 40) + "\n" + Text(random, 40)));
        }
    }

    [Fact]
    public void A_long_hostile_line_is_read_in_time_that_grows_with_its_length()
    {
        var text = string.Concat(Enumerable.Repeat("aaaa aaaa \"\\", 100_000));
        Assert.Equal(text, RecipeText.Read(text).Prompt);
    }

    static Recipe Random(Random random)
    {
        var recipe = new Recipe(Text(random, 12), Text(random, 6));
        string[] names = ["Steps", "Model hash", "Init-image", "a/b", "Sampler", "Seed"];
        foreach (var name in names)
            if (random.Next(2) == 0)
                recipe.With(name, Text(random, 4));
        return recipe;
    }

    static string Text(Random random, int maxPieces)
    {
        string[] pieces =
        [
            "house", " ", "\n", ",", ":", "\"", "\\", "Negative prompt:", "Steps: 1, a: 2, b: 3", "(x:1.2)", "é", "猫",
            "\U0001F600",
            "\t", "\r", "\u2028", "\u0085", "\f", "Exact prompt: \"x\"", "{}", "'", "\0", "<lora:a:1>", "&", "-", "3",
        ];
        return string.Concat(
            Enumerable.Range(0, random.Next(maxPieces)).Select(_ => pieces[random.Next(pieces.Length)]));
    }
}
