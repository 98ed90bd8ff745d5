using System.Text;
using Mezzotint.Catalogue.Reading;
using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue.Tests;

/// <summary>Catalogues and requests that tests begin with.</summary>
static class Given
{
    /// <summary>The smallest catalogue that has each kind of entry.</summary>
    public const string Small = """
        {
          "summary": "Two plans.",
          "branding": { "name": "Small" },
          "registration": { "plan": "free", "freeCredits": [{ "wallet": "coins", "credits": 2.5 }] },
          "wallets": [{ "key": "coins", "title": "Coins" }],
          "tags": [{ "key": "plain", "title": "Plain" }, { "key": "fancy", "title": "Fancy" }],
          "plans": [
            {
              "key": "free", "title": "Free", "price": "free",
              "grants": [{ "wallet": "coins", "credits": 10, "cycle": "month" }],
              "entitlements": {
                "parallel": 0, "waitingJobs": 4, "imagesPerRequest": 1,
                "models": [{ "tag": "plain", "access": "allow" }, { "tag": "fancy", "access": "limited", "perDay": 5 }]
              }
            },
            {
              "key": "pro", "title": "Pro", "price": "9 a week",
              "billings": [{ "key": "weekly", "price": "9" }],
              "grants": [{ "wallet": "coins", "credits": 100, "cycle": "week", "billing": "weekly" }],
              "entitlements": {
                "parallel": 2, "waitingJobs": 40, "imagesPerRequest": "unlimited",
                "models": [{ "tag": "plain", "access": "allow" }, { "tag": "fancy", "access": "allow" }],
                "trainings": [{ "billing": "weekly", "count": 1, "cycle": "week" }]
              }
            }
          ],
          "packs": [
            { "key": "b", "title": "Bag", "wallet": "coins", "credits": 50, "priceMinorUnits": 500, "currency": "USD" }
          ],
          "models": [
            { "key": "miniature", "title": "Little", "tags": ["plain"], "checkpoint": "miniature", "wallet": "coins" },
            {
              "key": "big", "title": "Big", "tags": ["fancy"], "wallet": "coins",
              "available": false, "reason": "Not yet."
            }
          ],
          "operations": [{ "key": "draw", "title": "Draw" }],
          "prices": [{ "operations": ["draw"], "credits": 1 }]
        }
        """;

    public static OfferCatalogue Preset(string name) => Parsed(Presets.Find(name)!);

    /// <summary>A preset whose models and operations can all be used, to see what its plans say about them.</summary>
    public static OfferCatalogue OpenPreset(string name)
    {
        var preset = Preset(name);
        return preset with
        {
            Models = [.. preset.Models.Select(model => model with { Available = true })],
            Operations = [.. preset.Operations.Select(operation => operation with { Available = true })],
        };
    }

    public static OfferCatalogue Parsed(string json) => Parsed(Encoding.UTF8.GetBytes(json));

    public static OfferCatalogue Parsed(byte[] json)
    {
        var result = OfferCatalogue.Parse(json);
        Assert.True(result is ParseResult<OfferCatalogue>.Parsed, string.Join('\n', FaultsOf(result)));
        return ((ParseResult<OfferCatalogue>.Parsed)result).Value;
    }

    public static IReadOnlyList<Fault> FaultsOf(ParseResult<OfferCatalogue> result) =>
        result is ParseResult<OfferCatalogue>.Faulty faulty ? faulty.Faults : [];

    /// <summary>The small catalogue with one text in place of another, and its faults.</summary>
    public static IReadOnlyList<Fault> FaultsWith(string old, string replacement)
    {
        Assert.Equal(2, Small.Split(old).Length);
        return FaultsOf(OfferCatalogue.Parse(Small.Replace(old, replacement, StringComparison.Ordinal)));
    }

    /// <summary>A request for pictures of the miniature that every plan allows.</summary>
    public static ImageRequest Request { get; } = new()
    {
        Operation = "text-to-image",
        Model = "miniature",
        WidthPixels = 256,
        HeightPixels = 256,
        Steps = 20,
    };
}
