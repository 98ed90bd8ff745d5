using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue.Tests.Offers;

public sealed class WeeklyYearlyTests
{
    static readonly string[] ImageModels = ["miniature", "flux-1-schnell", "flux-1-dev", "sdxl-uncensored", "beta"];
    static readonly int[] Sides = [256, 512, 1024, 1536, 2048];

    readonly OfferCatalogue _offer = Given.OpenPreset("weekly-yearly");

    [Theory]
    [InlineData("starter", "200 credits Week", "10,400 credits Year")]
    [InlineData("pro", "450 credits Week", "23,400 credits Year")]
    [InlineData("ultra", "1,000 credits Week", "52,000 credits Year")]
    [InlineData("max", "2,000 credits Week", "104,000 credits Year")]
    public void Credits_come_by_the_week_or_a_year_up_front_and_do_not_roll_over(
        string plan, string weekly, string yearly)
    {
        Assert.Equal(weekly, _offer.GrantsTo(plan, "weekly"));
        Assert.Equal(yearly, _offer.GrantsTo(plan, "yearly"));
    }

    [Fact]
    public void The_free_plan_has_50_once() => Assert.Equal("50 credits Once", _offer.GrantsTo("free"));

    [Fact]
    public void One_image_costs_10_to_200()
    {
        var prices = Prices("text-to-image", ImageModels);
        Assert.Equal(10_000, prices.Min());
        Assert.Equal(200_000, prices.Max());
    }

    [Fact]
    public void One_video_costs_20_to_800()
    {
        var prices = Prices("text-to-video", ["video-fast", "video-quality"]);
        Assert.Equal(20_000, prices.Min());
        Assert.Equal(800_000, prices.Max());
    }

    [Theory]
    [InlineData("free", null, null)]
    [InlineData("starter", "weekly", "2 Year")]
    [InlineData("starter", "yearly", "2 Year")]
    [InlineData("pro", "weekly", "1 Week")]
    [InlineData("pro", "yearly", "12 Year")]
    [InlineData("ultra", "weekly", "5 Week")]
    [InlineData("ultra", "yearly", "50 Year")]
    [InlineData("max", "weekly", "10 Week")]
    [InlineData("max", "yearly", "100 Year")]
    public void Trainings_come_by_plan_and_way_to_pay(string plan, string? billing, string? trainings)
    {
        var allowance = _offer.Plan(plan).TrainingsOf(billing);
        Assert.Equal(trainings, allowance is null ? null : $"{allowance.Count} {allowance.Cycle}");
    }

    [Theory]
    [InlineData("starter")]
    [InlineData("pro")]
    [InlineData("ultra")]
    [InlineData("max")]
    public void A_training_set_has_30_images_at_most(string plan)
    {
        Assert.Equal(30, _offer.Plan(plan).Entitlements.TrainingImagesMax);
        Assert.Equal("allowed", Train(plan, 30, 0));
        Assert.Equal("training_images", Train(plan, 31, 0));
    }

    [Fact]
    public void A_training_spends_no_credits() =>
        Assert.Equal("0 credits", _offer.PriceOf(new ImageRequest { Operation = "train-lora" }));

    [Theory]
    [InlineData("free", 0, "training_not_in_plan starter")]
    [InlineData("starter", 1, "allowed")]
    [InlineData("starter", 2, "training_allowance pro")]
    [InlineData("pro", 1, "training_allowance ultra")]
    [InlineData("max", 10, "training_allowance")]
    public void A_training_over_the_allowance_names_the_plan_with_more(string plan, int used, string verdict) =>
        Assert.Equal(verdict, Train(plan, 30, used));

    [Theory]
    [InlineData("flux-1-schnell", "Allow Allow Allow Allow Allow")]
    [InlineData("flux-1-dev", "Limited Allow Allow Allow Allow")]
    [InlineData("sdxl-uncensored", "Deny Deny Allow Allow Allow")]
    [InlineData("video-fast", "Limited Allow Allow Allow Allow")]
    [InlineData("video-quality", "Limited Allow Allow Allow Allow")]
    [InlineData("beta", "Deny Deny Deny Allow Allow")]
    [InlineData("miniature", "Allow Allow Allow Allow Allow")]
    public void Models_open_from_free_to_max(string model, string access) => Assert.Equal(
        access,
        string.Join(' ', _offer.Plans.Select(plan => plan.AccessTo(_offer.FindModel(model)!).Access)));

    [Theory]
    [InlineData("free", "flux-1-dev", 4, "allowed")]
    [InlineData("free", "flux-1-dev", 5, "daily_model_limit starter")]
    [InlineData("starter", "flux-1-dev", 500, "allowed")]
    [InlineData("free", "sdxl-uncensored", 0, "model_not_in_plan pro")]
    [InlineData("pro", "beta", 0, "model_not_in_plan ultra")]
    public void Limited_is_5_images_a_day_with_that_model(string plan, string model, int today, string verdict) =>
        Assert.Equal(verdict, _offer.Judge(
            plan, Given.Request with { Model = model }, new Usage { ImagesTodayWithModel = today }));

    [Theory]
    [InlineData("free", null, SpeedClass.Standard)]
    [InlineData("starter", "weekly", SpeedClass.Standard)]
    [InlineData("starter", "yearly", SpeedClass.Priority)]
    [InlineData("pro", "weekly", SpeedClass.Priority)]
    [InlineData("pro", "yearly", SpeedClass.Priority)]
    [InlineData("ultra", "weekly", SpeedClass.Fastest)]
    [InlineData("ultra", "yearly", SpeedClass.Fastest)]
    [InlineData("max", "weekly", SpeedClass.Instant)]
    [InlineData("max", "yearly", SpeedClass.Instant)]
    public void The_speed_class_is_the_plans(string plan, string? billing, SpeedClass speed) =>
        Assert.Equal(speed, _offer.Plan(plan).SpeedClassOf(billing));

    [Theory]
    [InlineData("free", ParameterTier.Basic)]
    [InlineData("starter", ParameterTier.Standard)]
    [InlineData("pro", ParameterTier.Advanced)]
    [InlineData("ultra", ParameterTier.Full)]
    [InlineData("max", ParameterTier.Full)]
    public void The_parameters_offered_grow(string plan, ParameterTier tier) =>
        Assert.Equal(tier, _offer.Plan(plan).Entitlements.Parameters);

    [Theory]
    [InlineData("free", Parameter.Seed, "parameter_not_in_plan starter")]
    [InlineData("starter", Parameter.Sampler, "parameter_not_in_plan pro")]
    [InlineData("pro", Parameter.Other, "parameter_not_in_plan ultra")]
    [InlineData("ultra", Parameter.Other, "allowed")]
    public void A_parameter_of_a_higher_tier_names_its_plan(string plan, Parameter parameter, string verdict) =>
        Assert.Equal(verdict, _offer.Judge(plan, Given.Request with { Parameters = [parameter] }));

    [Theory]
    [InlineData("free", 1L)]
    [InlineData("starter", 4L)]
    [InlineData("pro", 8L)]
    [InlineData("ultra", 16L)]
    [InlineData("max", null)]
    public void Images_a_request(string plan, long? most) =>
        Assert.Equal(most, _offer.Plan(plan).Entitlements.ImagesPerRequest.Most);

    [Theory]
    [InlineData("free", 2, "images_per_request starter")]
    [InlineData("free", 5, "images_per_request pro, waiting_jobs starter")]
    [InlineData("ultra", 17, "images_per_request max")]
    [InlineData("max", 1000, "allowed")]
    public void Too_many_images_name_the_plan_that_has_them(string plan, int count, string verdict) =>
        Assert.Equal(verdict, _offer.Judge(plan, Given.Request with { Count = count }));

    [Theory]
    [InlineData("free", "community")]
    [InlineData("starter", "priority mail and chat")]
    [InlineData("pro", "priority mail and chat")]
    [InlineData("ultra", "dedicated manager")]
    [InlineData("max", "dedicated manager and phone")]
    public void Support(string plan, string text) =>
        Assert.Equal(text, _offer.Plan(plan).Entitlements.SupportText);

    [Fact]
    public void Low_balances_are_warned_of() =>
        Assert.All(_offer.Wallets, wallet => Assert.True(wallet.LowBalanceMillicredits > 0));

    long[] Prices(string operation, string[] models) =>
    [
        .. from model in models
           from width in Sides
           from height in Sides
           select _offer.Price(Given.Request with
           {
               Operation = operation, Model = model, WidthPixels = width, HeightPixels = height,
           }) is Quote.Priced priced ? priced.MillicreditsPerImage : -1,
    ];

    string Train(string plan, int images, int used) => Offer.Describe(
        _offer.AllowsTraining(_offer.Plan(plan), new TrainingRequest("weekly", images, used)));
}
