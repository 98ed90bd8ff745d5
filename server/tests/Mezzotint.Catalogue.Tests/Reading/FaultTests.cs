using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Mezzotint.Catalogue.Reading;

namespace Mezzotint.Catalogue.Tests.Reading;

/// <summary>One thing broken in the small catalogue: its path and its code.</summary>
public sealed class FaultTests
{
    [Fact]
    public void The_small_catalogue_has_none() => Assert.Equal("Small", Given.Parsed(Given.Small).Branding.Name);

    [Theory]
    [InlineData("\"summary\": \"Two plans.\",", "", "$.summary", "missing")]
    [InlineData("{ \"name\": \"Small\" }", "[]", "$.branding", "wrong_type")]
    [InlineData("\"Small\"", "\"Small\", \"naem\": 1", "$.branding.naem", "unknown_field")]
    [InlineData("\"Small\"", "\"Small\", \"name\": \"Twice\"", "$.branding.name", "duplicate_field")]
    [InlineData("\"Small\"", "\"\"", "$.branding.name", "out_of_range")]
    [InlineData("\"Small\"", "null", "$.branding.name", "wrong_type")]
    [InlineData("\"Small\"", "\"\\ud800\"", "$.branding.name", "wrong_type")]
    [InlineData("\"Small\"", "\"S\", \"colours\": { \"accent\": \"red\" }",
        "$.branding.colours.accent", "out_of_range")]
    [InlineData("\"Small\"", "\"S\", \"colours\": { \"accent\": \"#12345g\" }",
        "$.branding.colours.accent", "bad_format")]
    [InlineData("\"plan\": \"free\"", "\"plan\": \"gold\"", "$.registration.plan", "unknown_plan")]
    [InlineData("\"plan\": \"free\",", "", "$.registration.plan", "missing")]
    [InlineData("\"plan\": \"free\"", "\"plan\": \"free\", \"policy\": \"maybe\"",
        "$.registration.policy", "unknown_choice")]
    [InlineData("2.5", "2.0005", "$.registration.freeCredits[0].credits", "finer_than_thousandths")]
    [InlineData("2.5", "-2.5", "$.registration.freeCredits[0].credits", "out_of_range")]
    [InlineData("2.5", "25e-1", "$.registration.freeCredits[0].credits", "bad_format")]
    [InlineData("2.5", "\"2.5\"", "$.registration.freeCredits[0].credits", "wrong_type")]
    [InlineData("2.5", "1e99", "$.registration.freeCredits[0].credits", "bad_format")]
    [InlineData("\"wallet\": \"coins\", \"credits\": 10,", "\"wallet\": \"gems\", \"credits\": 10,",
        "$.plans[0].grants[0].wallet", "unknown_wallet")]
    [InlineData("\"month\"", "\"fortnight\"", "$.plans[0].grants[0].cycle", "unknown_choice")]
    [InlineData("\"credits\": 10, ", "", "$.plans[0].grants[0].credits", "missing")]
    [InlineData("\"key\": \"pro\"", "\"key\": \"Pro\"", "$.plans[1].key", "bad_format")]
    [InlineData("\"key\": \"pro\"", "\"key\": \"free\"", "$.plans[1].key", "duplicate_key")]
    [InlineData("\"parallel\": 0", "\"parallel\": -1", "$.plans[0].entitlements.parallel", "out_of_range")]
    [InlineData("\"parallel\": 0", "\"parallel\": 0.5", "$.plans[0].entitlements.parallel", "out_of_range")]
    [InlineData("\"parallel\": 0", "\"parallel\": \"0\"", "$.plans[0].entitlements.parallel", "wrong_type")]
    [InlineData("\"parallel\": 0", "\"parallel\": 99999999999999999999",
        "$.plans[0].entitlements.parallel", "out_of_range")]
    [InlineData("\"waitingJobs\": 4,", "", "$.plans[0].entitlements.waitingJobs", "missing")]
    [InlineData("\"unlimited\"", "\"endless\"", "$.plans[1].entitlements.imagesPerRequest", "wrong_type")]
    [InlineData("\"unlimited\"", "0", "$.plans[1].entitlements.imagesPerRequest", "out_of_range")]
    [InlineData("\"unlimited\"", "8, \"commercialUse\": 1", "$.plans[1].entitlements.commercialUse", "wrong_type")]
    [InlineData("\"tag\": \"fancy\", \"access\": \"allow\"", "\"tag\": \"plain\", \"access\": \"deny\"",
        "$.plans[1].entitlements.models[1].tag", "duplicate_entry")]
    [InlineData(", { \"tag\": \"fancy\", \"access\": \"allow\" }", "",
        "$.plans[1].entitlements.models", "tag_not_covered")]
    [InlineData(", \"perDay\": 5", "", "$.plans[0].entitlements.models[1].perDay", "per_day_mismatch")]
    [InlineData("\"access\": \"limited\"", "\"access\": \"deny\"",
        "$.plans[0].entitlements.models[1].perDay", "per_day_mismatch")]
    [InlineData("\"cycle\": \"week\", \"billing\": \"weekly\"", "\"cycle\": \"week\", \"billing\": \"daily\"",
        "$.plans[1].grants[0].billing", "unknown_billing")]
    [InlineData("{ \"billing\": \"weekly\", \"count\"", "{ \"billing\": \"daily\", \"count\"",
        "$.plans[1].entitlements.trainings[0].billing", "unknown_billing")]
    [InlineData("\"count\": 1, \"cycle\": \"week\" }", "\"count\": 1, \"cycle\": \"week\" }, "
        + "{ \"billing\": \"weekly\", \"count\": 2, \"cycle\": \"year\" }",
        "$.plans[1].entitlements.trainings[1].billing", "duplicate_entry")]
    [InlineData("500", "0", "$.packs[0].priceMinorUnits", "out_of_range")]
    [InlineData("\"USD\"", "\"dollar\"", "$.packs[0].currency", "out_of_range")]
    [InlineData("\"USD\"", "\"usd\"", "$.packs[0].currency", "bad_format")]
    [InlineData("\"tags\": [\"plain\"]", "\"tags\": [\"plane\"]", "$.models[0].tags[0]", "unknown_tag")]
    [InlineData("\"tags\": [\"plain\"]", "\"tags\": []", "$.models[0].tags", "out_of_range")]
    [InlineData("\"tags\": [\"plain\"]", "\"tags\": [\"plain\", \"plain\"]", "$.models[0].tags[1]", "duplicate_key")]
    [InlineData("\"checkpoint\": \"miniature\", ", "", "$.models[0].checkpoint", "checkpoint_missing")]
    [InlineData(", \"reason\": \"Not yet.\"", "", "$.models[1].reason", "reason_missing")]
    [InlineData("\"title\": \"Draw\"", "\"title\": \"Draw\", \"available\": false",
        "$.operations[0].reason", "reason_missing")]
    [InlineData("[\"draw\"]", "[\"paint\"]", "$.prices[0].operations[0]", "unknown_operation")]
    [InlineData("[\"draw\"]", "[\"draw\"], \"models\": [\"small\"]", "$.prices[0].models[0]", "unknown_model")]
    [InlineData("[\"draw\"]", "[\"draw\"], \"models\": [\"big\"]", "$.models[0]", "not_priced")]
    [InlineData("[\"draw\"]", "[\"draw\"], \"models\": [\"big\", \"miniature\"], \"tags\": [\"plain\"]",
        "$.prices[0].tags", "models_and_tags")]
    [InlineData("{ \"key\": \"draw\"", "{ \"key\": \"paint\", \"title\": \"Paint\" }, { \"key\": \"draw\"",
        "$.operations[0]", "not_priced")]
    [InlineData("\"prices\": [", "\"prices\": [{ \"operations\": [\"draw\"], \"credits\": 2 }, ",
        "$.prices[1]", "ambiguous_price")]
    [InlineData("\"prices\": [", "\"prices\": [{ \"operations\": [\"draw\"], \"tags\": [\"fancy\"], \"credits\": 2 }, "
        + "{ \"operations\": [\"draw\"], \"tags\": [\"fancy\", \"plain\"], \"credits\": 3 }, ",
        "$.prices[1]", "ambiguous_price")]
    public void What_is_broken_is_named_by_path_and_code(string old, string replacement, string path, string code) =>
        Assert.Contains((path, code), Given.FaultsWith(old, replacement).Select(fault => (fault.Path, fault.Code)));

    [Theory]
    [InlineData("\"parallel\": 0", "\"parallel\": -1")]
    [InlineData("\"summary\": \"Two plans.\",", "")]
    [InlineData("\"plan\": \"free\"", "\"plan\": \"gold\"")]
    [InlineData("{ \"name\": \"Small\" }", "[]")]
    [InlineData("\"key\": \"pro\"", "\"key\": \"free\"")]
    [InlineData(", \"perDay\": 5", "")]
    public void One_thing_broken_is_one_fault(string old, string replacement) =>
        Assert.Single(Given.FaultsWith(old, replacement));

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var broken = Given.Small
            .Replace("\"parallel\": 0", "\"parallel\": -1", StringComparison.Ordinal)
            .Replace("\"Small\"", "7", StringComparison.Ordinal)
            .Replace("\"plan\": \"free\"", "\"plan\": \"gold\"", StringComparison.Ordinal)
            .Replace("\"USD\"", "\"USD\", \"gift\": true", StringComparison.Ordinal)
            .Replace(", \"reason\": \"Not yet.\"", "", StringComparison.Ordinal);
        Assert.Equal(
            [
                "$.branding.name", "$.models[1].reason", "$.packs[0].gift", "$.plans[0].entitlements.parallel",
                "$.registration.plan",
            ],
            Given.FaultsOf(OfferCatalogue.Parse(broken)).Select(fault => fault.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"parallel\": 0", "\"parallel\": -1", "-1 stands here; write a whole number from 0 to 10,000.")]
    [InlineData("2.5", "2.0005",
        "2.0005 stands here; write a number of credits from 0 to 100,000,000 with at most three decimals and no "
        + "exponent.")]
    [InlineData("\"plan\": \"free\"", "\"plan\": \"gold\"",
        "There is no plan 'gold'; name one of free, pro, or add it.")]
    [InlineData("\"Small\"", "\"Small\", \"naem\": 1",
        "There is no such field; known here: name, credit, colours, logo, links, pages, supportText.")]
    public void A_fault_says_what_is_there_and_what_to_write(string old, string replacement, string message) =>
        Assert.Equal(message, Given.FaultsWith(old, replacement).Single().Message);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{ \"summary\": \"x\", }")]
    [InlineData("// a note\n{}")]
    public void What_is_no_json_is_told_with_its_line(string text)
    {
        var fault = Assert.Single(Given.FaultsOf(OfferCatalogue.Parse(text)));
        Assert.Equal(("$", "not_json"), (fault.Path, fault.Code));
        Assert.Contains("line ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("42")]
    public void What_is_no_object_is_one_fault(string text)
    {
        var fault = Given.FaultsOf(OfferCatalogue.Parse(text)).Single();
        Assert.Equal(("$", "wrong_type"), (fault.Path, fault.Code));
    }

    [Fact]
    public void A_file_over_the_bound_is_not_read()
    {
        var bytes = new byte[OfferCatalogue.MaxBytes + 1];
        Assert.Equal("too_large", Given.FaultsOf(OfferCatalogue.Parse(bytes)).Single().Code);
    }

    [Fact]
    public void A_file_full_to_its_limits_is_judged_in_seconds()
    {
        const int Models = 1000, Operations = 64;
        var json = JsonNode.Parse(Given.Small)!;
        var (model, price, operation) = (json["models"]![0]!, json["prices"]![0]!, json["operations"]![0]!);
        for (var index = 1; index < Operations; index++)
        {
            var another = operation.DeepClone();
            another["key"] = $"o{index}";
            json["operations"]!.AsArray().Add(another);
            price["operations"]!.AsArray().Add($"o{index}");
        }
        for (var index = 2; index < Models; index++)
        {
            var another = model.DeepClone();
            another["key"] = $"m{index}";
            json["models"]!.AsArray().Add(another);
            json["prices"]!.AsArray().Add(price.DeepClone());
        }
        var text = json.ToJsonString();
        var began = Stopwatch.GetTimestamp();
        Assert.Contains(
            "ambiguous_price", Given.FaultsOf(OfferCatalogue.Parse(text)).Select(fault => fault.Code));
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Nesting_without_end_is_no_json() => Assert.Equal(
        "not_json", Given.FaultsOf(OfferCatalogue.Parse(new string('[', 100_000))).Single().Code);

    [Fact]
    public void Bytes_that_are_no_text_are_faults()
    {
        var bytes = Encoding.UTF8.GetBytes(Given.Small);
        bytes[Given.Small.IndexOf("Small", StringComparison.Ordinal)] = 0xFF;
        var fault = Given.FaultsOf(OfferCatalogue.Parse(bytes)).Single();
        Assert.Equal("$.branding.name", fault.Path);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Equal("Small", Given.Parsed([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Given.Small)]).Branding.Name);

    [Fact]
    public void Branding_can_be_read_alone()
    {
        var branding = Branding.Parse("""{ "name": "Inkwell", "credit": { "singular": "drop", "plural": "drops" } }"""u8
            .ToArray());
        var parsed = Assert.IsType<ParseResult<Branding>.Parsed>(branding);
        Assert.Equal(("Inkwell", "2 drops"), (parsed.Value.Name, parsed.Value.Credit.Describe(2_000)));
        Assert.IsType<ParseResult<Branding>.Faulty>(Branding.Parse("{}"u8.ToArray()));
    }
}
