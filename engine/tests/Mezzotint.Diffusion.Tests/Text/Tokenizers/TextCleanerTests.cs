using Mezzotint.Diffusion.Text.Tokenizers;

namespace Mezzotint.Diffusion.Tests.Text.Tokenizers;

public sealed class TextCleanerTests
{
    [Theory]
    [InlineData("  A\tRed\r\n House ", "a red house")]
    [InlineData("Mr. &amp;amp; Mrs. &#39;X&#39;", "mr. & mrs. 'x'")]
    [InlineData("\u2018single\u2019 \u201Cdouble\u201D", "'single' \"double\"")]
    [InlineData("\uFB01ne \uFF21\uFF22\uFF23", "fine abc")]
    [InlineData("null\0bell\a", "nullbell")]
    [InlineData("sch\u00C3\u00B6n", "sch\u00F6n")]
    [InlineData("\u00E2\u20AC\u0153quotes\u00E2\u20AC\u009D", "\"quotes\"")]
    [InlineData("caf\u00E9 na\u00EFve \u00C5ngstr\u00F6m", "caf\u00E9 na\u00EFve \u00E5ngstr\u00F6m")]
    [InlineData("cafe\u0301", "caf\u00E9")]
    [InlineData("\u0130stanbul", "i\u0307stanbul")]
    [InlineData("\u039F\u0394\u039F\u03A3 \u03A3\u039F\u03A6\u0399\u0391",
        "\u03BF\u03B4\u03BF\u03C2 \u03C3\u03BF\u03C6\u03B9\u03B1")]
    [InlineData("\uFF76\uFF80\uFF76\uFF85", "\u30AB\u30BF\u30AB\u30CA")]
    public void Text_is_cleaned_as_CLIP_was_trained_on_it(string text, string cleaned) =>
        Assert.Equal(cleaned, TextCleaner.Clean(text));

    [Fact]
    public void Lone_surrogates_do_not_throw() =>
        Assert.NotEmpty(SmallVocabulary.Tokenizer.Encode("a \uD83D b \uDC31"));
}
