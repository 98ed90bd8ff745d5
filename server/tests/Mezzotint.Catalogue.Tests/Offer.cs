using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue.Tests;

/// <summary>Short questions to a catalogue, as the tables of the offers ask them.</summary>
static class Offer
{
    public static Plan Plan(this OfferCatalogue catalogue, string key) => catalogue.FindPlan(key)!;

    /// <summary>The price of one result in credits, and its wallet: "6.5 credits".</summary>
    public static string PriceOf(this OfferCatalogue catalogue, ImageRequest request) =>
        catalogue.Price(request) switch
        {
            Quote.Priced priced => $"{Credits.Format(priced.MillicreditsPerImage)} {priced.Wallet}",
            Quote.Refused refused => refused.Refusal.Code,
            var other => throw new InvalidOperationException($"{other}"),
        };

    /// <summary>The grants of a way to pay: "200 credits week".</summary>
    public static string GrantsTo(this OfferCatalogue catalogue, string plan, string? billing = null) =>
        string.Join(", ", catalogue.Plan(plan).GrantsOf(billing).Select(grant =>
            $"{Credits.Format(grant.Millicredits)} {grant.Wallet} {grant.Cycle}"
            + (grant.RollOver ? " rolls over" : "")));

    /// <summary>The code of each refusal with the plan that has it: "images_per_request pro"; "allowed" if none.
    /// </summary>
    public static string Judge(
        this OfferCatalogue catalogue, string plan, ImageRequest request, Usage? usage = null) =>
        Describe(catalogue.Allows(catalogue.Plan(plan), request, usage ?? new Usage()));

    public static string Describe(Verdict verdict) => verdict is Verdict.Refused refused
        ? string.Join(", ", refused.Refusals.Select(refusal => $"{refusal.Code} {refusal.Plan}".TrimEnd()))
        : "allowed";
}
