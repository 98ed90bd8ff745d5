namespace Mezzotint.Catalogue.Tests;

public sealed class CreditsTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("6.5", 6_500)]
    [InlineData("0.9", 900)]
    [InlineData("0.001", 1)]
    [InlineData("1.230", 1_230)]
    [InlineData("20.5000000", 20_500)]
    [InlineData("104000", 104_000_000)]
    [InlineData("-3.25", -3_250)]
    public void Digits_are_read_exactly(string text, long millicredits)
    {
        Assert.Equal(CreditsText.Read, Credits.Read(text, out var read));
        Assert.Equal(millicredits, read);
    }

    [Theory]
    [InlineData("0.0001", CreditsText.FinerThanThousandths)]
    [InlineData("6.50000000000000000000000000000000000001", CreditsText.FinerThanThousandths)]
    [InlineData("1e3", CreditsText.NotDigits)]
    [InlineData("", CreditsText.NotDigits)]
    [InlineData("-", CreditsText.NotDigits)]
    [InlineData(".5", CreditsText.NotDigits)]
    [InlineData("5.", CreditsText.NotDigits)]
    [InlineData("1.2.3", CreditsText.NotDigits)]
    [InlineData("9223372036854775", CreditsText.TooLarge)]
    [InlineData("99999999999999999999999", CreditsText.TooLarge)]
    public void Anything_else_is_refused(string text, CreditsText expected) =>
        Assert.Equal(expected, Credits.Read(text, out _));

    [Theory]
    [InlineData(1_000, "1 credit")]
    [InlineData(6_500, "6.5 credits")]
    [InlineData(900, "0.9 credits")]
    [InlineData(1, "0.001 credits")]
    [InlineData(12_000_000, "12,000 credits")]
    [InlineData(0, "0 credits")]
    public void An_amount_is_told_with_its_name(long millicredits, string text) => Assert.Equal(
        text, new CreditName { Singular = "credit", Plural = "credits" }.Describe(millicredits));
}
