using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue.Tests.Rules;

public sealed class PriceTests
{
    const int Cases = 20_000;

    static readonly ImageRequest Draw = Given.Request with { Operation = "draw" };

    [Theory]
    [InlineData("\"credits\": 1", 1024, 1024, 20, 1_000)]
    [InlineData("\"credits\": 0.001", 2048, 2048, 20, 1)]
    [InlineData("\"credits\": 0", 2048, 2048, 20, 0)]
    [InlineData("\"credits\": 1.5, \"per\": \"megapixel\"", 1024, 1024, 20, 1_500)]
    [InlineData("\"credits\": 1.5, \"per\": \"megapixel\"", 1024, 1025, 20, 3_000)]
    [InlineData("\"credits\": 1.5, \"per\": \"megapixel\"", 8, 8, 20, 1_500)]
    [InlineData("\"credits\": 1, \"per\": \"half-megapixel\"", 1024, 512, 20, 1_000)]
    [InlineData("\"credits\": 1, \"per\": \"half-megapixel\"", 1024, 513, 20, 2_000)]
    [InlineData("\"credits\": 0.9, \"includedSteps\": 30", 512, 512, 30, 900)]
    [InlineData("\"credits\": 0.9, \"includedSteps\": 30", 512, 512, 31, 930)]
    [InlineData("\"credits\": 1, \"includedSteps\": 30", 512, 512, 31, 1_034)]
    [InlineData("\"credits\": 0.9, \"includedSteps\": 30", 512, 512, 0, 900)]
    [InlineData("\"credits\": 2, \"per\": \"megapixel\", \"includedSteps\": 20", 2048, 1024, 30, 6_000)]
    public void A_price_is_of_units_and_steps(string row, int width, int height, int steps, long millicredits)
    {
        var quote = Priced(
            Given.Small.Replace("\"credits\": 1 }", row + " }", StringComparison.Ordinal),
            Draw with { WidthPixels = width, HeightPixels = height, Steps = steps, Count = 3 });
        Assert.Equal((millicredits, 3 * millicredits), (quote.MillicreditsPerImage, quote.Millicredits));
    }

    [Fact]
    public void The_price_that_names_the_model_counts_before_its_tags_and_that_before_any()
    {
        const string Prices = """
            "prices": [
              { "operations": ["draw"], "tags": ["plain", "fancy"], "credits": 2 },
              { "operations": ["draw"], "models": ["big"], "credits": 3, "wallet": "coins" },
            """;
        var json = Given.Small.Replace("\"prices\": [", Prices, StringComparison.Ordinal);
        Assert.Equal(3_000, Priced(json, Draw with { Model = "big" }).Millicredits);
        Assert.Equal(2_000, Priced(json, Draw with { Model = "miniature" }).Millicredits);
        Assert.Equal(1_000, Priced(json, Draw with { Model = null }).Millicredits);
    }

    [Theory]
    [InlineData("paint", "miniature", "operation_unknown")]
    [InlineData("draw", "huge", "model_unknown")]
    [InlineData("draw", "big", "not_priced")]
    [InlineData("draw", null, "not_priced")]
    public void What_is_not_offered_has_no_price(string operation, string? model, string code)
    {
        var json = Given.Small
            .Replace("\"operations\": [\"draw\"]", "\"operations\": [\"draw\"], \"models\": [\"miniature\"]",
                StringComparison.Ordinal)
            .Replace("\"operations\": [{", "\"operations\": [{ \"key\": \"other\", \"title\": \"Other\" }, {",
                StringComparison.Ordinal)
            .Replace("\"credits\": 1 }", "\"credits\": 1 }, { \"operations\": [\"other\"], \"credits\": 1 }",
                StringComparison.Ordinal);
        var quote = Given.Parsed(json).Price(Draw with { Operation = operation, Model = model });
        Assert.Equal(code, Assert.IsType<Quote.Refused>(quote).Refusal.Code);
    }

    [Fact]
    public void Numbers_that_no_request_can_have_are_the_callers_fault()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw with { WidthPixels = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw with { Count = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw with { Steps = ImageRequest.MaxSteps + 1 });
    }

    [Fact]
    public void The_dearest_that_can_be_asked_for_is_still_counted()
    {
        var json = Given.Small.Replace(
            "\"credits\": 1 }", "\"credits\": 100000, \"per\": \"half-megapixel\", \"includedSteps\": 1 }",
            StringComparison.Ordinal);
        var quote = Priced(json, Draw with
        {
            WidthPixels = ImageRequest.MaxSidePixels,
            HeightPixels = ImageRequest.MaxSidePixels,
            Steps = ImageRequest.MaxSteps,
            Count = ImageRequest.MaxCount,
        });
        Assert.Equal(100_000L * 1000 * 512 * 10_000 * 10_000, quote.Millicredits);
    }

    [Theory]
    [InlineData("monthly-quota")]
    [InlineData("weekly-yearly")]
    [InlineData("api-membership")]
    [InlineData("two-wallets")]
    [InlineData("prepaid-packs")]
    public void More_of_anything_never_costs_less_and_nothing_costs_below_nothing(string preset)
    {
        var offer = Given.Preset(preset);
        var random = new Random(7);
        var priced = 0;
        for (var round = 0; round < Cases; round++)
        {
            var less = Some(offer, random);
            var more = less with
            {
                WidthPixels = less.WidthPixels + random.Next(600),
                HeightPixels = less.HeightPixels + random.Next(600),
                Steps = less.Steps + random.Next(60),
                Count = less.Count + random.Next(9),
            };
            if (offer.Price(less) is not Quote.Priced cheaper)
                continue;
            var dearer = Assert.IsType<Quote.Priced>(offer.Price(more));
            priced++;
            Assert.Equal(cheaper.Wallet, dearer.Wallet);
            Assert.NotNull(offer.FindWallet(cheaper.Wallet));
            Assert.InRange(cheaper.MillicreditsPerImage, 0, dearer.MillicreditsPerImage);
            Assert.InRange(cheaper.Millicredits, 0, dearer.Millicredits);
        }
        Assert.InRange(priced, Cases / 10, Cases);
    }

    static ImageRequest Some(OfferCatalogue offer, Random random) => new()
    {
        Operation = offer.Operations[random.Next(offer.Operations.Count)].Key,
        Model = random.Next(5) == 0 ? null : offer.Models[random.Next(offer.Models.Count)].Key,
        WidthPixels = random.Next(4096),
        HeightPixels = random.Next(4096),
        Steps = random.Next(200),
        Count = random.Next(1, 20),
    };

    static Quote.Priced Priced(string json, ImageRequest request) =>
        Assert.IsType<Quote.Priced>(Given.Parsed(json).Price(request));
}
