using Mezzotint.Diffusion.Pipelines;
using Mezzotint.Diffusion.Text.Tokenizers;
using Mezzotint.Weights;

namespace Mezzotint.Diffusion.Tests.Pipelines;

/// <summary>Counted by hand: the miniature's vocabulary has each of these words as one token.</summary>
public sealed class PromptCounterTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a red house", 3)]
    [InlineData("A RED, house!", 5)]
    [InlineData("a (red:1.3) [house]", 3)]
    [InlineData("a red house BREAK on a green hill", 7)]
    [InlineData("a red house <lora:style:0.8>", 3)]
    [InlineData("a red house :1.2 AND a yellow boat on the sea", 6)]
    [InlineData("a [red:yellow:0.5] house", 3)]
    [InlineData("a red house [on the sea:0.5]", 6)]
    public void Only_what_is_painted_has_tokens(string prompt, int count) =>
        Assert.Equal(count, Counter().Count(prompt));

    [Fact]
    public void A_long_prompt_is_counted_over_all_its_chunks() =>
        Assert.Equal(200, Counter().Count(string.Join(' ', Enumerable.Repeat("house", 200))));

    [Fact]
    public void A_lone_file_is_counted_by_CLIPs_own_vocabulary_or_says_what_to_put_beside_it()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "alone.safetensors");
        File.WriteAllText(path, "");
        if (ShippedVocabulary.Path is null)
            Assert.Contains("tokenizer folder", Assert.Throws<CheckpointException>(
                () => PromptCounter.Open(path)).Message, StringComparison.Ordinal);
        else
            Assert.Equal(8, PromptCounter.Open(path).Count("a photograph of an astronaut riding a horse"));
    }

    static PromptCounter Counter() => PromptCounter.Open(Folder(AppContext.BaseDirectory));

    static string Folder(string from) => Directory.Exists(Path.Combine(from, "models/miniature"))
        ? Path.Combine(from, "models/miniature") : Folder(Path.GetDirectoryName(from.TrimEnd('/'))!);
}
