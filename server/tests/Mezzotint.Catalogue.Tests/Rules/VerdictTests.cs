using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue.Tests.Rules;

/// <summary>Each rule on the small catalogue: Free is strict, Pro is not.</summary>
public sealed class VerdictTests
{
    static readonly OfferCatalogue Offer = Tuned();
    static readonly ImageRequest Draw = Given.Request with { Operation = "draw" };

    public static TheoryData<string, string, string> Refused { get; } = new()
    {
        { "two images", "images_per_request pro", "makes at most 1 images a request, 2 were asked for. Pro has it." },
        {
            "wide", "size_too_large pro",
            "makes images of at most 512 pixels a side and 131,072 in all, 513 x 64 were asked for. Pro has it."
        },
        {
            "many pixels", "size_too_large pro",
            "makes images of at most 512 pixels a side and 131,072 in all, 512 x 512 were asked for. Pro has it."
        },
        { "small", "size_too_small", "makes images with sides of at least 64 pixels, 63 x 128 were asked for." },
        { "many steps", "steps_too_many pro", "makes at most 20 steps, 21 were asked for. Pro has it." },
        {
            "parameters", "parameter_not_in_plan pro",
            "has the parameters of the tier basic, without negative prompt, sampler. Pro has it."
        },
        {
            "public", "visibility_not_in_plan pro",
            "keeps all results private, public ones were asked for. Pro has it."
        },
        { "key", "api_not_in_plan pro", "does not include the API. Pro has it." },
        { "full", "storage_full pro", "keeps 1,000 bytes of pictures, 1,000 are used: delete some. Pro has it." },
        { "waiting", "waiting_jobs pro", "lets 4 images wait, 4 do and 1 were asked for. Pro has it." },
        { "requests", "requests_per_minute pro", "has 3 requests a minute. Pro has it." },
        {
            "fancy today", "daily_model_limit pro",
            "makes at most 5 images a day with Big, 5 were made today and 1 were asked for. Pro has it."
        },
    };

    [Theory, MemberData(nameof(Refused))]
    public void A_limit_is_told_with_the_plan_that_has_more(string asked, string verdict, string sentence)
    {
        var (request, usage) = Asked(asked);
        var refused = Assert.IsType<Verdict.Refused>(Offer.Allows(Offer.Plan("free"), request, usage));
        Assert.Equal((verdict, "Free " + sentence), (Tests.Offer.Describe(refused), refused.First.Sentence));
    }

    [Theory]
    [InlineData("waiting", true)]
    [InlineData("requests", true)]
    [InlineData("fancy today", true)]
    [InlineData("two images", false)]
    [InlineData("full", false)]
    public void Some_limits_pass_by_waiting(string asked, bool isMomentary)
    {
        var (request, usage) = Asked(asked);
        var refused = Assert.IsType<Verdict.Refused>(Offer.Allows(Offer.Plan("free"), request, usage));
        Assert.Equal(isMomentary, refused.First.IsMomentary);
    }

    [Fact]
    public void All_refusals_are_told_and_the_first_is_one_that_no_wait_mends()
    {
        var request = Draw with { Count = 2, Steps = 21, Visibility = Visibility.Public };
        Assert.Equal(
            "images_per_request pro, steps_too_many pro, visibility_not_in_plan pro, waiting_jobs pro",
            Offer.Judge("free", request, new Usage { WaitingJobs = 4 }));
    }

    [Theory]
    [InlineData(null, "allowed")]
    [InlineData(Visibility.Private, "allowed")]
    [InlineData(Visibility.Public, "allowed")]
    public void Where_results_are_as_chosen_both_are_allowed(Visibility? wanted, string verdict) =>
        Assert.Equal(verdict, Offer.Judge("pro", Draw with { Visibility = wanted }));

    [Theory]
    [InlineData("free", Visibility.Private, "allowed")]
    [InlineData("free", Visibility.Public, "visibility_not_in_plan pro")]
    [InlineData("pro", Visibility.Private, "allowed")]
    [InlineData("pro", Visibility.Public, "allowed")]
    public void Pictures_that_are_there_are_shown_as_the_plan_lets(string plan, Visibility wanted, string verdict) =>
        Assert.Equal(verdict, Tests.Offer.Describe(Offer.AllowsVisibility(Offer.Plan(plan), wanted)));

    [Theory]
    [InlineData("free", 999, "allowed")]
    [InlineData("free", 1_000, "storage_full pro")]
    [InlineData("pro", 1_000, "allowed")]
    public void A_picture_is_let_in_while_there_is_room(string plan, long stored, string verdict) =>
        Assert.Equal(verdict, Tests.Offer.Describe(Offer.AllowsStorage(Offer.Plan(plan), stored)));

    [Fact]
    public void At_each_limit_and_not_over_it_all_is_allowed()
    {
        var request = Draw with
        {
            Model = "big",
            WidthPixels = 512,
            HeightPixels = 256,
            Steps = 20,
            Parameters = [Parameter.Prompt, Parameter.Size, Parameter.Count],
            Visibility = Visibility.Private,
        };
        var usage = new Usage { ImagesTodayWithModel = 4, WaitingJobs = 3, RequestsLastMinute = 2, StorageBytes = 999 };
        Assert.Equal("allowed", Offer.Judge("free", request, usage));
    }

    [Fact]
    public void A_model_whose_tag_the_plan_does_not_name_is_denied()
    {
        var stranger = Offer.FindModel("miniature")! with { Tags = ["plain", "new"] };
        var offer = Offer with { Models = [stranger] };
        Assert.Equal("model_not_in_plan", offer.Judge("pro", Draw));
    }

    [Fact]
    public void Of_several_tags_the_strictest_word_counts()
    {
        var both = Offer.FindModel("big")! with { Tags = ["plain", "fancy"] };
        Assert.Equal(
            (Access.Limited, 5), (Offer.Plan("free").AccessTo(both).Access, Offer.Plan("free").AccessTo(both).PerDay));
    }

    [Theory]
    [InlineData(Parameter.Prompt, ParameterTier.Basic)]
    [InlineData(Parameter.Size, ParameterTier.Basic)]
    [InlineData(Parameter.Count, ParameterTier.Basic)]
    [InlineData(Parameter.NegativePrompt, ParameterTier.Standard)]
    [InlineData(Parameter.Seed, ParameterTier.Standard)]
    [InlineData(Parameter.Steps, ParameterTier.Standard)]
    [InlineData(Parameter.Guidance, ParameterTier.Standard)]
    [InlineData(Parameter.Sampler, ParameterTier.Advanced)]
    [InlineData(Parameter.Scheduler, ParameterTier.Advanced)]
    [InlineData(Parameter.Lora, ParameterTier.Advanced)]
    [InlineData(Parameter.Strength, ParameterTier.Advanced)]
    [InlineData(Parameter.Other, ParameterTier.Full)]
    public void A_parameter_has_its_tier(Parameter parameter, ParameterTier tier) =>
        Assert.Equal(tier, ParameterTiers.Of(parameter));

    static (ImageRequest Request, Usage Usage) Asked(string what) => what switch
    {
        "two images" => (Draw with { Count = 2 }, new Usage()),
        "wide" => (Draw with { WidthPixels = 513, HeightPixels = 64 }, new Usage()),
        "many pixels" => (Draw with { WidthPixels = 512, HeightPixels = 512 }, new Usage()),
        "small" => (Draw with { WidthPixels = 63, HeightPixels = 128 }, new Usage()),
        "many steps" => (Draw with { Steps = 21 }, new Usage()),
        "parameters" => (Draw with { Parameters = [Parameter.Prompt, Parameter.NegativePrompt, Parameter.Sampler] },
            new Usage()),
        "public" => (Draw with { Visibility = Visibility.Public }, new Usage()),
        "key" => (Draw with { IsFromApi = true }, new Usage()),
        "full" => (Draw, new Usage { StorageBytes = 1_000 }),
        "waiting" => (Draw, new Usage { WaitingJobs = 4 }),
        "requests" => (Draw, new Usage { RequestsLastMinute = 3 }),
        "fancy today" => (Draw with { Model = "big" }, new Usage { ImagesTodayWithModel = 5 }),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such request."),
    };

    static OfferCatalogue Tuned()
    {
        var small = Given.Parsed(Given.Small);
        var (free, pro) = (small.Plan("free"), small.Plan("pro"));
        return small with
        {
            Models = [.. small.Models.Select(model => model with { Available = true })],
            Plans =
            [
                free with
                {
                    Entitlements = free.Entitlements with
                    {
                        LargestSidePixels = 512, LargestPixels = 131_072, StepsMax = 20,
                        Parameters = ParameterTier.Basic, RequestsPerMinute = new Limit(3),
                        StorageBytes = new Limit(1_000), ApiAccess = false,
                    },
                },
                pro with { Entitlements = pro.Entitlements with { Visibility = Visibility.Chosen } },
            ],
        };
    }
}
