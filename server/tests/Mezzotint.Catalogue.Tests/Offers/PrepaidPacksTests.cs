using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue.Tests.Offers;

public sealed class PrepaidPacksTests
{
    readonly OfferCatalogue _offer = Given.Preset("prepaid-packs");

    [Fact]
    public void A_newcomer_gets_20_credits_that_do_not_expire()
    {
        var free = Assert.Single(_offer.Registration.FreeCredits);
        Assert.Equal(("credits", 20_000), (free.Wallet, free.Millicredits));
        Assert.Null(free.ExpiryDays);
        Assert.Equal("", _offer.GrantsTo("member"));
    }

    [Theory]
    [InlineData("miniature")]
    [InlineData("sd-1.5")]
    [InlineData("sdxl-1.0")]
    public void One_credit_is_one_image(string model) => Assert.Equal(
        "1 credits",
        _offer.PriceOf(Given.Request with { Model = model, WidthPixels = 1024, HeightPixels = 1024, Steps = 100 }));

    [Fact]
    public void There_is_no_daily_limit() => Assert.Equal(
        "allowed", _offer.Judge("member", Given.Request, new Usage { ImagesTodayWithModel = 1_000_000 }));

    [Theory]
    [InlineData("pack-50", 50_000, 9_900)]
    [InlineData("pack-200", 200_000, 29_900)]
    [InlineData("pack-1000", 1_000_000, 99_900)]
    public void A_pack_has_its_credits_and_its_price_in_paise(string key, long millicredits, long price)
    {
        var pack = _offer.Packs.Single(pack => pack.Key == key);
        Assert.Equal((millicredits, price, "INR"), (pack.Millicredits, pack.PriceMinorUnits, pack.Currency));
        Assert.Null(pack.ExpiryDays);
    }

    [Theory]
    [InlineData(64, 64, "allowed")]
    [InlineData(1024, 1024, "allowed")]
    [InlineData(64, 1024, "allowed")]
    [InlineData(100, 333, "allowed")]
    [InlineData(63, 64, "size_too_small")]
    [InlineData(1025, 64, "size_too_large")]
    public void Sizes_are_64_to_1024_pixels_a_side(int width, int height, string verdict) => Assert.Equal(
        verdict, _offer.Judge("member", Given.Request with { WidthPixels = width, HeightPixels = height }));

    [Fact]
    public void Multiples_of_64_are_recommended() => Assert.Equal(64, _offer.Sizes.RecommendedMultiplePixels);

    [Fact]
    public void A_job_is_retried_twice_and_runs_5_minutes() => Assert.All(_offer.Operations, operation =>
        Assert.Equal((2, 300), (operation.RetriesMax, operation.RunSecondsMax)));
}
