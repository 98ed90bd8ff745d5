namespace Mezzotint.Catalogue.Reading;

/// <summary>Each operation and model has a price, and no two prices apply to the same with the same right.</summary>
/// <remarks>Looks names up instead of trying each price on each model, of which a file can hold a thousand.</remarks>
static class PriceCoverage
{
    public static IEnumerable<Fault> Check(OfferCatalogue catalogue) =>
    [
        .. from price in catalogue.Prices.Index()
           where price.Item.Models.Count > 0 && price.Item.Tags.Count > 0
           select new Fault($"$.prices[{price.Index}].tags", FaultCodes.ModelsAndTags,
               "The price names models and tags; make two prices of it."),
        .. WithoutPrice(catalogue),
        .. catalogue.Operations.SelectMany(operation => Ambiguous(catalogue, operation.Key))
            .DistinctBy(fault => fault.Path),
    ];

    static IEnumerable<Fault> WithoutPrice(OfferCatalogue catalogue)
    {
        var operations = catalogue.Prices.SelectMany(price => price.Operations).ToHashSet();
        return
        [
            .. from operation in catalogue.Operations.Index()
               where !operations.Contains(operation.Item.Key)
               select new Fault($"$.operations[{operation.Index}]", FaultCodes.NotPriced,
                   $"No price names the operation '{operation.Item.Key}'; add one (0 credits is a price)."),
            .. catalogue.Models.Index().GroupBy(model => model.Item.Kind)
                .SelectMany(models => WithoutPrice(catalogue, [.. models])),
        ];
    }

    /// <summary>The models of a kind for which none of the operations that they do has a price.</summary>
    static IEnumerable<Fault> WithoutPrice(OfferCatalogue catalogue, (int Index, Model Item)[] ofKind)
    {
        var done = catalogue.Operations.Where(operation => ofKind[0].Item.Does(operation.Work))
            .Select(operation => operation.Key).ToHashSet();
        var prices = catalogue.Prices.Where(price => price.Operations.Any(done.Contains)).ToArray();
        var models = prices.SelectMany(price => price.Models).ToHashSet();
        var tags = prices.SelectMany(price => price.Tags).ToHashSet();
        return
            from model in ofKind
            where !prices.Any(NamesNeither) && !models.Contains(model.Item.Key) && !model.Item.Tags.Any(tags.Contains)
            select new Fault($"$.models[{model.Index}]", FaultCodes.NotPriced,
                $"No price is for the model '{model.Item.Key}'; add one that names it or its tag.");
    }

    static IEnumerable<Fault> Ambiguous(OfferCatalogue catalogue, string operation)
    {
        var prices = catalogue.Prices.Index().Where(price => price.Item.Operations.Contains(operation)).ToArray();
        var ofModel = Lookup(prices, price => price.Models);
        var ofTag = Lookup(prices, price => price.Tags);
        var ofAny = prices.Where(price => NamesNeither(price.Item)).Select(price => price.Index);
        return
        [
            .. from model in catalogue.Models
               let named = FirstTwo(ofModel[model.Key])
               let applying = named.Length > 0 ? named : FirstTwo(model.Tags.SelectMany(tag => ofTag[tag]))
               from fault in Twins(applying, $"'{operation}' with '{model.Key}'")
               select fault,
            .. Twins(FirstTwo(ofAny), $"'{operation}'"),
        ];
    }

    static IEnumerable<Fault> Twins(int[] prices, string what)
    {
        if (prices is [var first, var second])
            yield return new Fault($"$.prices[{second}]", FaultCodes.AmbiguousPrice,
                $"$.prices[{first}] is for {what} as well; remove one, or name the model in one.");
    }

    static int[] FirstTwo(IEnumerable<int> prices) => [.. prices.Distinct().Take(2).Order()];

    static ILookup<string, int> Lookup((int Index, Price Item)[] prices, Func<Price, IEnumerable<string>> names) =>
        prices.SelectMany(price => names(price.Item).Select(name => (name, price.Index)))
            .ToLookup(entry => entry.name, entry => entry.Index);

    static bool NamesNeither(Price price) => price.Models.Count == 0 && price.Tags.Count == 0;
}
