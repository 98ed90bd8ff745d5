using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Rules;
using Mezzotint.Contracts.ModelLibrary;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Generations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.ModelLibrary;

/// <summary>GET /api/v1/models: those that the plan has and the key may use.</summary>
static class ListModels
{
    static readonly int[] ExampleSides = [512, 1024];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/models",
        (HttpContext context, [FromServices] CurrentCatalogue catalogue) =>
            TypedResults.Ok(Of(context.Caller(), catalogue.Value).ToList()))
        .Require(Scope.Read).Produces<List<OfferedModel>>()
        .WithTags("Models").WithSummary("List the models that the caller may use");

    /// <summary>The models that a caller may name.</summary>
    public static IEnumerable<Model> Open(Caller caller, OfferCatalogue catalogue) =>
        from plan in catalogue.Plans
        where plan.Key == caller.Plan
        from model in catalogue.Models
        where plan.AccessTo(model).Access != Access.Deny && caller.Models?.Contains(model.Key) != false
        select model;

    static IEnumerable<OfferedModel> Of(Caller caller, OfferCatalogue catalogue) =>
        from model in Open(caller, catalogue)
        let access = catalogue.FindPlan(caller.Plan)!.AccessTo(model)
        select new OfferedModel
        {
            Key = model.Key,
            Title = model.Title,
            Tags = model.Tags,
            Family = model.Family,
            SidePixels = model.SidePixels,
            Wallet = model.Wallet,
            IsAvailable = model.Available,
            Reason = model.Reason,
            PerDay = access.PerDay,
            Prices = [.. Prices(model, catalogue)],
        };

    static IEnumerable<PriceExample> Prices(Model model, OfferCatalogue catalogue) =>
        from side in ExampleSides
        let request = new ImageRequest
        {
            Operation = GenerationWish.TextToImage,
            Model = model.Key,
            WidthPixels = side,
            HeightPixels = side,
        }
        let price = catalogue.Price(request) as Quote.Priced
        where price is not null
        select new PriceExample(
            request.Operation, side, side, Generations.Generations.InCredits(price.MillicreditsPerImage));
}
