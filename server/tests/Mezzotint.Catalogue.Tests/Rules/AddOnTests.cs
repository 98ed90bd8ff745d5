using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue.Tests.Rules;

/// <summary>What may be added to a model, by whom, and at which price; and which model does which work.</summary>
public sealed class AddOnTests
{
    const string Entries = """
        "addOns": [
          { "key": "style", "title": "Style", "kind": "lora", "tags": ["plain"], "family": "SD 1.x", "credits": 0.5 },
          { "key": "gold", "title": "Gold", "kind": "lora", "tags": ["fancy"] },
          { "key": "edges", "title": "Edges", "kind": "control-net", "tags": ["plain"], "family": "SDXL" },
          {
            "key": "old", "title": "Old", "kind": "embedding", "tags": ["plain"],
            "available": false, "reason": "Too old."
          }
        ],
        """;

    const string Small = "{ \"key\": \"miniature\", \"title\": \"Little\",";

    static readonly OfferCatalogue Offer = WithAddOns(Given.Small);

    [Theory]
    [InlineData(AddOnKind.Lora, "style", "allowed")]
    [InlineData(AddOnKind.Lora, "STYLE", "allowed")]
    [InlineData(AddOnKind.Embedding, "style", "add_on_unknown")]
    [InlineData(AddOnKind.Lora, "nowhere", "add_on_unknown")]
    [InlineData(AddOnKind.Lora, "gold", "add_on_not_in_plan pro")]
    [InlineData(AddOnKind.ControlNet, "edges", "add_on_family")]
    [InlineData(AddOnKind.Embedding, "old", "add_on_unavailable")]
    public void An_add_on_is_had_by_kind_key_plan_and_family(AddOnKind kind, string key, string verdict) =>
        Assert.Equal(verdict, Offer.Judge("free", Asking(kind, key)));

    [Fact]
    public void A_refusal_names_the_field_and_those_that_the_plan_has()
    {
        var verdict = Assert.IsType<Verdict.Refused>(
            Offer.Allows(Offer.Plan("free"), Asking(AddOnKind.Lora, "nowhere"), new Usage()));
        Assert.Equal(("here", "There is no LoRA 'nowhere'; choose one of style."),
            (verdict.First.Field, verdict.First.Sentence));
    }

    [Theory]
    [InlineData("sd-1", "SD 1.x", "allowed")]
    [InlineData("SDXL", "sdxl", "allowed")]
    [InlineData("FLUX.1 dev", "FLUX.1", "allowed")]
    [InlineData("sd-2", "SD 1.x", "add_on_family")]
    [InlineData("SD 3.5 Large", "SDXL", "add_on_family")]
    [InlineData(null, "SDXL", "allowed")]
    public void Words_for_a_family_are_compared_by_what_they_mean(string? model, string addOn, string verdict)
    {
        var offer = Offer with
        {
            Models = [Offer.Models[0] with { Family = model }],
            AddOns = [Offer.AddOns[0] with { Family = addOn }],
        };
        Assert.Equal(verdict, offer.Judge("free", Asking(AddOnKind.Lora, "style")));
    }

    [Fact]
    public void Each_use_of_an_add_on_is_added_to_the_price_of_a_picture()
    {
        var once = Asking(AddOnKind.Lora, "style");
        Assert.Equal("1.5 coins", Offer.PriceOf(once));
        Assert.Equal("2 coins", Offer.PriceOf(once with { AddOns = [.. once.AddOns, .. once.AddOns] }));
        Assert.Equal("1 coins", Offer.PriceOf(Asking(AddOnKind.Lora, "gold")));
    }

    [Theory]
    [InlineData(ModelKind.Painter, Work.Paint, true)]
    [InlineData(ModelKind.Painter, Work.Upscale, false)]
    [InlineData(ModelKind.Upscaler, Work.Upscale, true)]
    [InlineData(ModelKind.Upscaler, Work.Paint, false)]
    [InlineData(ModelKind.Foreground, Work.CutOut, true)]
    [InlineData(ModelKind.Finder, Work.Mask, true)]
    [InlineData(ModelKind.Finder, Work.Paint, false)]
    public void A_model_does_the_work_of_its_kind_and_no_other(ModelKind kind, Work work, bool does)
    {
        var offer = Offer with
        {
            Models = [Offer.Models[0] with { Kind = kind }],
            Operations = [Offer.Operations[0] with { Work = work }],
        };
        Assert.Equal(does ? "allowed" : "not_priced", offer.Judge("free", Asking()));
    }

    [Theory]
    [InlineData("\"kind\": \"upscaler\",", "$.models[0].factor", "factor_mismatch")]
    [InlineData("\"factor\": 2,", "$.models[0].factor", "factor_mismatch")]
    [InlineData("\"kind\": \"upscaler\", \"factor\": 17,", "$.models[0].factor", "out_of_range")]
    [InlineData("\"kind\": \"finder\",", "$.models[0]", "not_priced")]
    public void A_model_of_another_kind_says_what_it_needs(string fields, string path, string code) => Assert.Contains(
        Given.FaultsWith(Small, $"{Small} {fields}"), fault => (fault.Path, fault.Code) == (path, code));

    [Theory]
    [InlineData("\"gold\"", "\"style\"", "$.addOns[1].key", "duplicate_key")]
    [InlineData("\"kind\": \"control-net\"", "\"kind\": \"adapter\"", "$.addOns[2].kind", "unknown_choice")]
    [InlineData("\"family\": \"SDXL\"", "\"sha256\": \"abc\"", "$.addOns[2].sha256", "out_of_range")]
    [InlineData("0.5", "-1", "$.addOns[0].credits", "out_of_range")]
    [InlineData(", \"reason\": \"Too old.\"", "", "$.addOns[3].reason", "reason_missing")]
    [InlineData("\"tags\": [\"fancy\"]", "\"tags\": [\"gems\"]", "$.addOns[1].tags[0]", "unknown_tag")]
    public void A_fault_of_an_add_on_is_told_by_its_path(string old, string other, string path, string code)
    {
        Assert.Equal(2, Entries.Split(old).Length);
        var faults = Given.FaultsWith(
            "\"packs\":", Entries.Replace(old, other, StringComparison.Ordinal) + "\"packs\":");
        Assert.Equal((path, code), (Assert.Single(faults).Path, faults[0].Code));
    }

    static ImageRequest Asking(AddOnKind? kind = null, string key = "") => Given.Request with
    {
        Operation = "draw",
        AddOns = kind is { } named ? [new AskedAddOn(named, key, "here")] : [],
    };

    static OfferCatalogue WithAddOns(string small)
    {
        var catalogue = Given.Parsed(small.Replace("\"packs\":", Entries + "\"packs\":", StringComparison.Ordinal));
        var free = catalogue.Plan("free");
        return catalogue with
        {
            Models = [catalogue.Models[0] with { Family = "sd-1" }],
            Plans =
            [
                free with
                {
                    Entitlements = free.Entitlements with
                    {
                        Models =
                        [
                            free.Entitlements.Models[0],
                            new ModelAccess { Tag = "fancy", Access = Access.Deny },
                        ],
                    },
                },
                catalogue.Plan("pro"),
            ],
        };
    }
}
