using Mezzotint.Server.ApiKeys;

namespace Mezzotint.Server.Tests.ApiKeys;

public sealed class ApiKeyTokenTests
{
    [Fact]
    public void A_new_key_reads_back_and_no_two_are_alike()
    {
        var texts = Enumerable.Range(0, 100).Select(_ => ApiKeyToken.Create().Text).ToList();
        Assert.All(texts, text => Assert.Matches("^mzt_[0-9A-Za-z]{49}$", text));
        Assert.Equal(100, texts.Distinct().Count());
        Assert.All(texts, text =>
        {
            Assert.True(ApiKeyToken.TryParse(text, out var token));
            Assert.Equal(ApiKeyToken.TryParse(text, out var again) ? again.Value.Hash : [], token.Value.Hash);
        });
    }

    [Fact]
    public void A_letter_changed_or_lost_anywhere_is_noticed()
    {
        var text = ApiKeyToken.Create().Text;
        for (var i = 0; i < text.Length; i++)
        {
            var other = text[i] == 'x' ? 'y' : 'x';
            Assert.False(ApiKeyToken.TryParse(text.Remove(i, 1).Insert(i, other.ToString()), out _));
            Assert.False(ApiKeyToken.TryParse(text.Remove(i, 1), out _));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mzt_")]
    [InlineData("sk-0123456789")]
    public void What_is_no_key_is_not_read(string? text) => Assert.False(ApiKeyToken.TryParse(text, out _));
}
