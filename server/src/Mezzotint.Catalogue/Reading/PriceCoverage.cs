using Mezzotint.Catalogue.Rules;

namespace Mezzotint.Catalogue.Reading;

/// <summary>Each operation and model has a price, and no two prices apply to the same with the same right.</summary>
static class PriceCoverage
{
    public static IEnumerable<Fault> Check(OfferCatalogue catalogue) =>
    [
        .. from price in catalogue.Prices.Index()
           where price.Item.Models.Count > 0 && price.Item.Tags.Count > 0
           select new Fault($"$.prices[{price.Index}].tags", FaultCodes.ModelsAndTags,
               "The price names models and tags; make two prices of it."),
        .. from operation in catalogue.Operations.Index()
           where !catalogue.Prices.Any(price => price.Operations.Contains(operation.Item.Key))
           select new Fault($"$.operations[{operation.Index}]", FaultCodes.NotPriced,
               $"No price names the operation '{operation.Item.Key}'; add one (0 credits is a price)."),
        .. from model in catalogue.Models.Index()
           where !catalogue.Prices.Any(price => Pricing.Rank(price, model.Item) > 0)
           select new Fault($"$.models[{model.Index}]", FaultCodes.NotPriced,
               $"No price is for the model '{model.Item.Key}'; add one that names it or its tag."),
        .. Ambiguous(catalogue).DistinctBy(fault => fault.Path),
    ];

    static IEnumerable<Fault> Ambiguous(OfferCatalogue catalogue) =>
        from operation in catalogue.Operations
        let prices = catalogue.Prices.Index().Where(price => price.Item.Operations.Contains(operation.Key)).ToArray()
        from model in catalogue.Models.Append(null)
        let applying = prices
            .Select(price => (price.Index, Rank: Pricing.Rank(price.Item, model)))
            .Where(price => price.Rank > 0)
            .GroupBy(price => price.Rank)
            .MaxBy(rank => rank.Key)
        where applying is not null && applying.Count() > 1
        let second = applying.ElementAt(1).Index
        select new Fault($"$.prices[{second}]", FaultCodes.AmbiguousPrice,
            $"$.prices[{applying.First().Index}] is for '{operation.Key}'"
            + $"{(model is null ? "" : $" with '{model.Key}'")} as well; remove one, or name the model in one.");
}
