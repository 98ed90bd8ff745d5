using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue.Tests.Offers;

public sealed class ApiMembershipTests
{
    readonly OfferCatalogue _offer = Given.OpenPreset("api-membership");

    [Theory]
    [InlineData("api-free", "free", "25 credits Once")]
    [InlineData("api-membership", "$20 a month", "6,000 credits Month")]
    [InlineData("studio-trial", "free", "1,000 credits Once")]
    [InlineData("studio-core", "$50 a month", "5,000 credits Month")]
    [InlineData("enterprise", "by contract", "")]
    public void A_plan_has_its_price_and_credits(string plan, string price, string grants)
    {
        Assert.Equal(price, _offer.Plan(plan).Price);
        Assert.Equal(grants, _offer.GrantsTo(plan));
    }

    [Theory]
    [InlineData("api-membership")]
    [InlineData("studio-core")]
    public void Extra_credits_cost_a_cent_each(string plan)
    {
        var packs = _offer.Packs.Where(pack => pack.IsFor(_offer.Plan(plan))).ToArray();
        Assert.NotEmpty(packs);
        Assert.All(packs, pack => Assert.Equal(
            ("USD", pack.Millicredits), (pack.Currency, pack.PriceMinorUnits * Credits.Millicredits)));
    }

    [Fact]
    public void The_free_plans_are_not_renewed() =>
        Assert.DoesNotContain(_offer.Packs, pack => pack.IsFor(_offer.Plan("api-free")));

    [Fact]
    public void Enterprise_has_unlimited_seats_and_its_extras()
    {
        var plan = _offer.Plan("enterprise");
        Assert.Equal(Limit.Unlimited, plan.Entitlements.Seats);
        Assert.IsType<Verdict.Allowed>(_offer.AllowsMember(plan, 100_000));
        Assert.Equal(
            ["custom bundles of credits", "single sign-on", "own branding", "governance"], plan.Entitlements.Extras);
    }

    [Fact]
    public void Other_plans_have_one_seat_and_name_enterprise() =>
        Assert.Equal("seats enterprise", Offer.Describe(_offer.AllowsMember(_offer.Plan("studio-core"), 1)));

    [Theory]
    [InlineData("ultra", "8 credits")]
    [InlineData("core", "3 credits")]
    [InlineData("sd3.5-large", "6.5 credits")]
    [InlineData("sd3.5-large-turbo", "4 credits")]
    [InlineData("sd3.5-medium", "3.5 credits")]
    [InlineData("sd3.5-flash", "2.5 credits")]
    [InlineData("sdxl-1.0", "0.9 credits")]
    [InlineData("miniature", "1 credits")]
    public void A_model_has_its_price(string model, string price) =>
        Assert.Equal(price, _offer.PriceOf(Given.Request with { Model = model, Steps = 30 }));

    [Theory]
    [InlineData(1, "0.9 credits")]
    [InlineData(30, "0.9 credits")]
    [InlineData(31, "0.93 credits")]
    [InlineData(40, "1.2 credits")]
    [InlineData(50, "1.5 credits")]
    [InlineData(150, "4.5 credits")]
    public void Sdxl_costs_in_proportion_over_30_steps(int steps, string price) =>
        Assert.Equal(price, _offer.PriceOf(Given.Request with { Model = "sdxl-1.0", Steps = steps }));

    [Theory]
    [InlineData("erase", "5 credits")]
    [InlineData("inpaint", "5 credits")]
    [InlineData("outpaint", "4 credits")]
    [InlineData("search-and-replace", "5 credits")]
    [InlineData("search-and-recolor", "5 credits")]
    [InlineData("remove-background", "5 credits")]
    [InlineData("replace-background-and-relight", "8 credits")]
    [InlineData("sketch", "5 credits")]
    [InlineData("structure", "5 credits")]
    [InlineData("style-guide", "5 credits")]
    [InlineData("style-transfer", "8 credits")]
    [InlineData("upscale-fast", "2 credits")]
    [InlineData("upscale-conservative", "40 credits")]
    [InlineData("upscale-creative", "60 credits")]
    [InlineData("fast-3d", "10 credits")]
    [InlineData("point-aware-3d", "4 credits")]
    [InlineData("image-to-video", "20 credits")]
    public void An_operation_has_its_price_with_and_without_a_model(string operation, string price)
    {
        Assert.Equal(price, _offer.PriceOf(new ImageRequest { Operation = operation }));
        Assert.Equal(price, _offer.PriceOf(Given.Request with { Operation = operation }));
    }

    [Theory]
    [InlineData("stable-audio-2", "20 credits")]
    [InlineData("stable-audio-3", "26 credits")]
    public void Audio_costs_20_to_26(string model, string price) =>
        Assert.Equal(price, _offer.PriceOf(new ImageRequest { Operation = "text-to-audio", Model = model }));

    [Fact]
    public void Half_credits_add_up_to_whole_ones()
    {
        var quote = Assert.IsType<Quote.Priced>(_offer.Price(Given.Request with { Model = "sd3.5-large", Count = 4 }));
        Assert.Equal((6_500, 26_000), (quote.MillicreditsPerImage, quote.Millicredits));
    }

    [Fact]
    public void A_free_key_works_on_every_endpoint() => Assert.All(_offer.Operations, operation =>
        Assert.Equal("allowed", _offer.Judge(
            "api-free", Given.Request with
            {
                Operation = operation.Key,
                Model = operation.Work == Work.Paint ? Model.Miniature : null,
                IsFromApi = true,
            })));

    [Fact]
    public void A_studio_plan_has_no_keys_and_names_the_cheapest_that_has() => Assert.Equal(
        "api_not_in_plan api-free", _offer.Judge("studio-core", Given.Request with { IsFromApi = true }));

    [Fact]
    public void Every_plan_may_use_its_images_commercially() =>
        Assert.All(_offer.Plans, plan => Assert.True(plan.Entitlements.CommercialUse));
}
