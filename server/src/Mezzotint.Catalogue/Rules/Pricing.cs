namespace Mezzotint.Catalogue.Rules;

/// <summary>What a request costs, in whole millicredits: parts of one are rounded up.</summary>
static class Pricing
{
    const long MegapixelPixels = 1024 * 1024;
    const int NamesModel = 3;
    const int NamesTag = 2;
    const int NamesNeither = 1;

    public static Quote Quote(OfferCatalogue catalogue, ImageRequest request)
    {
        var model = request.Model is { } key ? catalogue.FindModel(key) : null;
        if (catalogue.FindOperation(request.Operation) is null || request.Model is not null && model is null)
            return new Quote.Refused(Availability.Refuse(catalogue, request)!);
        if (Find(catalogue, request.Operation, model) is not { } price)
            return new Quote.Refused(new Refusal(RefusalCodes.NotPriced, model is null
                ? $"'{request.Operation}' needs a model; name one."
                : $"{model.Title} does not do '{request.Operation}'; choose another model."));
        var wallet = price.Wallet ?? model?.Wallet ?? catalogue.Wallets[0].Key;
        return new Quote.Priced(wallet, PerImage(price, request) + OfAddOns(catalogue, request), request.Count);
    }

    /// <summary>With what right a price applies to a model: 0 is none, the highest counts.</summary>
    /// <param name="price">The price.</param>
    /// <param name="model">The model; null where the operation needs none.</param>
    static int Rank(Price price, Model? model) =>
        model is not null && price.Models.Contains(model.Key) ? NamesModel
        : model is not null && price.Tags.Any(model.Tags.Contains) ? NamesTag
        : price.Models.Count == 0 && price.Tags.Count == 0 ? NamesNeither
        : 0;

    static Price? Find(OfferCatalogue catalogue, string operation, Model? model) => catalogue.Prices
        .Where(price => price.Operations.Contains(operation) && Rank(price, model) > 0)
        .MaxBy(price => Rank(price, model));

    /// <summary>What the add-ons cost; one that is not there is refused elsewhere.</summary>
    static long OfAddOns(OfferCatalogue catalogue, ImageRequest request) =>
        request.AddOns.Sum(asked => catalogue.FindAddOn(asked.Kind, asked.Key)?.Millicredits ?? 0);

    /// <remarks>
    /// At the limits of <see cref="ImageRequest"/> and of a price the total is 100,000 credits x 512 half megapixels
    /// x 10,000 steps x 10,000 images = 5.1e18 millicredits, which a long holds.
    /// </remarks>
    static long PerImage(Price price, ImageRequest request)
    {
        var units = price.Per switch
        {
            PriceUnit.Megapixel => Started(request.Pixels, MegapixelPixels),
            PriceUnit.HalfMegapixel => Started(request.Pixels, MegapixelPixels / 2),
            _ => 1,
        };
        var amount = price.Millicredits * units;
        return price.IncludedSteps is { } included && request.Steps > included
            ? DivideUp(amount * request.Steps, included)
            : amount;
    }

    static long Started(long pixels, long unit) => Math.Max(1, DivideUp(pixels, unit));

    static long DivideUp(long amount, long by) => (amount + by - 1) / by;
}
