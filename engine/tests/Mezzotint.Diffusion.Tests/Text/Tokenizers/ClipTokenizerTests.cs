using System.Text.Json;
using Mezzotint.Diffusion.Text.Prompts;
using Mezzotint.Diffusion.Text.Tokenizers;

namespace Mezzotint.Diffusion.Tests.Text.Tokenizers;

public sealed class ClipTokenizerTests
{
    [Fact]
    public void Merges_apply_in_the_order_they_were_learned()
    {
        var tokenizer = SmallVocabulary.Tokenizer;
        Assert.Equal(["cat</w>"], Tokens("cat"));
        Assert.Equal(["c", "a", "r</w>"], Tokens("car"));
        Assert.Equal(["cat</w>", "!</w>", "cat</w>"], Tokens("  CAT!cat "));
        Assert.Equal([tokenizer.EndId], tokenizer.Encode("<|endoftext|>"));
    }

    [Fact]
    public void Letters_outside_ASCII_are_bytes() => Assert.Equal(["Ã", "©</w>"], Tokens("é"));

    [Fact]
    public void Ids_are_those_of_the_vocabulary_whatever_their_order()
    {
        var tokenizer = SmallVocabulary.Tokenizer;
        Assert.Equal((0, 1), (tokenizer.BeginId, tokenizer.EndId));
        Assert.Equal(SmallVocabulary.Ids.Count, tokenizer.VocabularySize);
    }

    [Fact]
    public void A_row_has_77_tokens_and_drops_what_does_not_fit()
    {
        var tokenizer = SmallVocabulary.Tokenizer;
        var row = tokenizer.Row([5, 6], padId: 9);
        Assert.Equal([0, 5, 6, 1, 9, 9], row[..6]);
        Assert.Equal(77, row.Length);
        var full = tokenizer.Row([.. Enumerable.Repeat(5, 200)], padId: 9);
        Assert.Equal((5, 1, 77), (full[75], full[76], full.Length));
    }

    [Fact]
    public void A_prompt_of_more_than_20000_characters_is_refused_with_both_numbers()
    {
        var error = Assert.Throws<PromptException>(() => SmallVocabulary.Tokenizer.Encode(new string('a', 20_001)));
        Assert.Contains("20,001", error.Message, StringComparison.Ordinal);
        Assert.Contains("20,000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_of_20000_letters_is_encoded_whole()
    {
        var word = string.Concat(Enumerable.Range(0, 20_000).Select(i => "catxyz"[i * 7919 % 6]));
        Assert.Equal(word, string.Concat(Tokens(word)).Replace("</w>", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_vocabulary_without_a_byte_is_refused()
    {
        var vocabulary = SmallVocabulary.Ids.Where(pair => pair.Key != "q</w>").ToDictionary();
        var error = Assert.Throws<ArgumentException>(() => new ClipTokenizer(vocabulary, []));
        Assert.Contains("'q</w>'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_vocab_and_merges_gives_the_same_tokenizer()
    {
        using var folder = new TemporaryFolder();
        folder.Write("vocab.json", JsonSerializer.Serialize(SmallVocabulary.Ids));
        folder.Write("merges.txt", "#version: 0.2\n" + string
            .Concat(SmallVocabulary.Merges.Select(m => $"{m.Left} {m.Right}\n")));
        Assert.Equal(SmallVocabulary.Tokenizer.Encode("a cat's car"),
            ClipVocabulary.FromFolder(folder.Path).Encode("a cat's car"));
    }

    [Theory]
    [InlineData("{\"a\": \"b\"}", "#version\n")]
    [InlineData("[1, 2", "#version\n")]
    [InlineData("{}", "#version\n")]
    [InlineData("null", "#version\n")]
    public void A_damaged_vocabulary_is_named(string vocabulary, string merges)
    {
        using var folder = new TemporaryFolder();
        folder.Write("vocab.json", vocabulary);
        folder.Write("merges.txt", merges);
        var error = Assert.Throws<InvalidDataException>(() => ClipVocabulary.FromFolder(folder.Path));
        Assert.Contains("vocab.json", error.Message, StringComparison.Ordinal);
    }

    static string[] Tokens(string text)
    {
        var names = SmallVocabulary.Ids.ToDictionary(pair => pair.Value, pair => pair.Key);
        return [.. SmallVocabulary.Tokenizer.Encode(text).Select(id => names[id])];
    }
}
