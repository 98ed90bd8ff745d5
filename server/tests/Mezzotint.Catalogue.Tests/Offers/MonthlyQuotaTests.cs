using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue.Tests.Offers;

public sealed class MonthlyQuotaTests
{
    readonly OfferCatalogue _offer = Given.Preset("monthly-quota");

    [Theory]
    [InlineData("free", "20 images Month")]
    [InlineData("starter", "1,000 images Month")]
    [InlineData("pro", "4,000 images Month")]
    [InlineData("ultimate", "12,000 images Month")]
    public void A_plan_brings_images_every_month_and_nothing_rolls_over(string plan, string grants) =>
        Assert.Equal(grants, _offer.GrantsTo(plan));

    [Theory]
    [InlineData("free", 0)]
    [InlineData("starter", 1)]
    [InlineData("pro", 2)]
    [InlineData("ultimate", 4)]
    public void A_plan_makes_images_at_once(string plan, int parallel) =>
        Assert.Equal(parallel, _offer.Plan(plan).Entitlements.Parallel);

    [Theory]
    [InlineData("free")]
    [InlineData("starter")]
    [InlineData("pro")]
    [InlineData("ultimate")]
    public void Every_plan_makes_4_images_a_request(string plan)
    {
        Assert.Equal(4, _offer.Plan(plan).Entitlements.ImagesPerRequest.Most);
        Assert.Equal("allowed", _offer.Judge(plan, Given.Request with { Count = 4 }));
        Assert.Equal("images_per_request", _offer.Judge(plan, Given.Request with { Count = 5 }));
    }

    [Theory]
    [InlineData("free", Visibility.Public, false)]
    [InlineData("starter", Visibility.Private, true)]
    [InlineData("pro", Visibility.Private, true)]
    [InlineData("ultimate", Visibility.Private, true)]
    public void Who_sees_results_and_sells_them(string plan, Visibility visibility, bool commercialUse)
    {
        Assert.Equal(visibility, _offer.Plan(plan).Entitlements.Visibility);
        Assert.Equal(commercialUse, _offer.Plan(plan).Entitlements.CommercialUse);
    }

    [Fact]
    public void A_private_picture_needs_a_plan_that_pays() => Assert.Equal(
        "visibility_not_in_plan starter", _offer.Judge("free", Given.Request with { Visibility = Visibility.Private }));

    [Theory]
    [InlineData("miniature", 256, 20)]
    [InlineData("sd-1.5", 512, 100)]
    [InlineData("sdxl-1.0", 2048, 50)]
    public void One_credit_is_one_image(string model, int side, int steps) => Assert.Equal(
        "1 images",
        _offer.PriceOf(Given.Request with { Model = model, WidthPixels = side, HeightPixels = side, Steps = steps }));

    [Fact]
    public void More_can_be_bought_on_top() => Assert.All(_offer.Packs, pack =>
        Assert.True(pack.IsFor(_offer.Plan("free")) && pack.Wallet == "images" && pack.Millicredits > 0));

    [Theory]
    [InlineData("free")]
    [InlineData("ultimate")]
    public void Image_to_image_has_strength_steps_and_guidance_on_every_plan(string plan) => Assert.Equal(
        "allowed",
        _offer.Judge(plan, Given.Request with
        {
            Operation = "image-to-image",
            Parameters = [Parameter.Prompt, Parameter.Strength, Parameter.Steps, Parameter.Guidance],
        }));

    [Fact]
    public void Several_checkpoints_can_be_chosen() =>
        Assert.Equal(["miniature", "sd-1.5", "sd-2.1", "sdxl-1.0"], _offer.Models.Select(model => model.Key));

    [Fact]
    public void Newcomers_have_the_free_plan() => Assert.Equal("free", _offer.Registration.Plan);
}
