using Mezzotint.Diffusion.Text.Prompts;

namespace Mezzotint.Diffusion.Tests.Text.Prompts;

/// <summary>Cases beyond the golden ones; those of prompt editing stand in the web UI's own documentation.</summary>
public sealed class PromptSyntaxTests
{
    [Theory]
    [InlineData("a [[[b]]:2]", "2:a |10:a [[b]]")]
    [InlineData("[(a:2):3]", "3:|10:(a:2)")]
    [InlineData("a [b : c : 1] d", "1:a b  d|10:a  c  d")]
    [InlineData("a[b:[c:d:2]:1]e", "1:abe|2:ace|10:ade")]
    [InlineData("a [unbalanced", "10:a [unbalanced")]
    [InlineData("a [b:.5] c", "5:a  c|10:a b c")]
    [InlineData("((a][:b:c [d:3]", "3:((a][:b:c |10:((a][:b:c d")]
    [InlineData("bar | outside [b:3]", "10:bar | outside [b:3]")]
    [InlineData("\\[b:3\\] [c:2]", "2:\\[b:3\\] |10:\\[b:3\\] c")]
    public void Prompts_change_where_they_say(string prompt, string expected) =>
        Assert.Equal(
            expected,
                string.Join('|', PromptSchedule.Parse(prompt, 10).Select(part => $"{part.LastStep}:{part.Text}")));

    [Fact]
    public void Options_take_turns()
    {
        var texts = PromptSchedule.Parse("[fe|||]male", 5).Select(part => part.Text);
        Assert.Equal(["female", "male", "male", "male", "female"], texts);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('(')]
    public void Deep_brackets_neither_overflow_nor_take_long(char bracket)
    {
        var prompt = new string(bracket, 20_000);
        Assert.Equal(prompt, Assert.Single(PromptSchedule.Parse(prompt, 20)).Text);
        Assert.Equal("", Assert.Single(AttentionSyntax.Parse(prompt)).Text);
    }

    [Theory]
    [InlineData("(a:1.2.3)")]
    [InlineData("(a:.)")]
    public void A_weight_that_is_no_number_is_named(string prompt)
    {
        var error = Assert.Throws<PromptException>(() => AttentionSyntax.Parse(prompt));
        Assert.Contains(prompt[3..^1], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_nest_and_escapes_are_literal()
    {
        var pieces = AttentionSyntax.Parse(@"a \(b\) ((c:1.5) d)");
        Assert.Equal(["a (b) ", "c", " d"], pieces.Select(piece => piece.Text));
        Assert.Equal([1, 1.5 * 1.1, 1.1], pieces.Select(piece => piece.Weight));
    }

    [Fact]
    public void Composed_prompts_keep_their_weights_and_words_that_hold_AND()
    {
        var parts = PromptComposition.Split("SAND castle :1.5 AND a LAND :-0.5  AND x:y");
        Assert.Equal([("SAND castle", 1.5), (" a LAND", -0.5), (" x:y", 1)], parts
            .Select(part => (part.Text, part.Weight)));
    }
}
