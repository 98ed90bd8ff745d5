namespace Mezzotint.Catalogue.Tests.Offers;

public sealed class TwoWalletsTests
{
    readonly OfferCatalogue _offer = Given.OpenPreset("two-wallets");

    [Theory]
    [InlineData("basic", "200 image Month")]
    [InlineData("plus", "1,000 image Month, 100 model Month")]
    [InlineData("team", "5,000 image Month, 600 model Month")]
    public void A_plan_fills_both_wallets_every_month(string plan, string grants) =>
        Assert.Equal(grants, _offer.GrantsTo(plan));

    [Theory]
    [InlineData(256, 256, "1 image")]
    [InlineData(512, 1024, "1 image")]
    [InlineData(513, 1024, "2 image")]
    [InlineData(1024, 1024, "2 image")]
    [InlineData(1025, 1024, "3 image")]
    [InlineData(1536, 1024, "3 image")]
    [InlineData(2048, 2048, "8 image")]
    public void A_standard_model_costs_1_for_each_begun_half_megapixel(int width, int height, string price) =>
        AssertPrice(price, "sd-1.5", width, height);

    [Theory]
    [InlineData(512, 1024, "2 image")]
    [InlineData(1024, 1024, "4 image")]
    [InlineData(1032, 1024, "6 image")]
    public void A_large_model_costs_2_for_each_begun_half_megapixel(int width, int height, string price) =>
        AssertPrice(price, "sdxl-1.0", width, height);

    [Theory]
    [InlineData("flux-1-dev", 512, 512, "5 model")]
    [InlineData("flux-1-dev", 1024, 1024, "5 model")]
    [InlineData("sd3.5-large", 1032, 1024, "10 model")]
    [InlineData("sd3.5-large", 2048, 2048, "20 model")]
    public void A_premium_model_costs_5_a_megapixel_of_the_other_wallet(
        string model, int width, int height, string price) => AssertPrice(price, model, width, height);

    [Fact]
    public void The_miniature_is_a_standard_model() => AssertPrice("1 image", "miniature", 256, 256);

    [Theory]
    [InlineData("basic")]
    [InlineData("plus")]
    [InlineData("team")]
    public void Every_plan_may_use_every_model_that_its_wallets_pay_for(string plan) => Assert.All(
        _offer.Models,
        model => Assert.Equal("allowed", _offer.Judge(plan, Given.Request with { Model = model.Key })));

    void AssertPrice(string price, string model, int width, int height) => Assert.Equal(
        price, _offer.PriceOf(Given.Request with { Model = model, WidthPixels = width, HeightPixels = height }));
}
