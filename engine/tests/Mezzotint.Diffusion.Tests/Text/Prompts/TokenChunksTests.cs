using Mezzotint.Diffusion.Tests.Text.Tokenizers;
using Mezzotint.Diffusion.Text.Prompts;

namespace Mezzotint.Diffusion.Tests.Text.Prompts;

public sealed class TokenChunksTests
{
    const int Pad = 3;
    static readonly int Cat = SmallVocabulary.Ids["cat</w>"], Comma = SmallVocabulary.Ids[",</w>"];

    [Fact]
    public void An_empty_prompt_is_one_row_of_begin_end_and_padding()
    {
        var chunk = Assert.Single(Chunks(""));
        Assert.Equal([0, 1, .. Enumerable.Repeat(Pad, 75)], chunk.Ids);
        Assert.All(chunk.Weights, weight => Assert.Equal(1, weight));
    }

    [Fact]
    public void Weights_go_with_their_tokens()
    {
        var chunk = Assert.Single(Chunks("cat (cat:1.3) [cat]"));
        Assert.Equal([0, Cat, Cat, Cat, 1, Pad], chunk.Ids[..6]);
        Assert.Equal([1, 1, 1.3f, (float)(1 / 1.1), 1, 1], chunk.Weights[..6]);
    }

    [Fact]
    public void A_long_prompt_goes_on_in_the_next_row()
    {
        var chunks = Chunks(string.Concat(Enumerable.Repeat("cat ", 160)));
        Assert.Equal([75, 75, 10], chunks.Select(chunk => chunk.Ids.Count(id => id == Cat)));
        Assert.All(chunks, chunk => Assert.Equal((77, 77, 0), (chunk.Ids.Length, chunk.Weights.Length, chunk.Ids[0])));
    }

    [Fact]
    public void A_phrase_after_a_near_comma_is_not_cut()
    {
        var chunks = Chunks(Cats(64) + "," + Cats(14)); // the comma is token 65, 11 tokens before the end of the row
        Assert.Equal([64, 14], chunks.Select(chunk => chunk.Ids.Count(id => id == Cat)));
        Assert.Equal((Comma, 1), (chunks[0].Ids[65], chunks[0].Ids[66]));
    }

    [Fact]
    public void A_comma_too_far_back_does_not_count()
    {
        var chunks = Chunks(Cats(40) + "," + Cats(40));
        Assert.Equal([74, 6], chunks.Select(chunk => chunk.Ids.Count(id => id == Cat)));
    }

    [Fact]
    public void Break_ends_a_row()
    {
        var chunks = Chunks("cat BREAK cat cat");
        Assert.Equal([1, 2], chunks.Select(chunk => chunk.Ids.Count(id => id == Cat)));
    }

    [Fact]
    public void An_over_long_prompt_is_refused() =>
        Assert.Throws<PromptException>(() => Chunks(string.Concat(Enumerable.Repeat("(a)", 7_000))));

    static string Cats(int count) => string.Concat(Enumerable.Repeat("cat ", count));

    static IReadOnlyList<TokenChunk> Chunks(string prompt) => TokenChunks.Of(SmallVocabulary.Tokenizer, prompt, Pad);
}
