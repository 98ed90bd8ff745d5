using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Rules;
using Mezzotint.Contracts.ModelLibrary;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Generations;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.ModelLibrary;

/// <summary>GET /api/v1/models: those that the plan has and the key may use; painters, unless others are asked for.
/// </summary>
static class ListModels
{
    static readonly int[] ExampleSides = [512, 1024];

    static readonly Dictionary<string, ModelKind> Kinds = Enum.GetValues<ModelKind>().ToDictionary(Word);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/models", Run)
        .Require(Scope.Read).Produces<List<OfferedModel>>()
        .WithTags("Models").WithSummary("List the models that the caller may use")
        .WithDescription("Those that paint; with `kind` others: `upscaler`, `foreground`, `finder`. With `denied=true` "
            + "those too that the plan has not: `isInPlan` is false then, and `plan` names one that has it.");

    static IResult Run(
        string? kind, bool? denied, HttpContext context, [FromServices] CurrentCatalogue catalogue) =>
        Kinds.TryGetValue(kind ?? Word(ModelKind.Painter), out var known)
            ? TypedResults.Ok(Of(context.Caller(), catalogue.Value)
                .Concat(denied == true ? Denied(context.Caller(), catalogue.Value) : [])
                .Where(model => model.Kind == Word(known)).ToList())
            : Problem.BadRequest("kind", $"There is no kind '{kind}': choose {string.Join(", ", Kinds.Keys)}.");

    /// <summary>The models that a caller may name.</summary>
    public static IEnumerable<Model> Open(Caller caller, OfferCatalogue catalogue) =>
        from plan in catalogue.Plans
        where plan.Key == caller.Plan
        from model in catalogue.Models
        where plan.AccessTo(model).Access != Access.Deny && caller.Models?.Contains(model.Key) != false
        select model;

    static IEnumerable<OfferedModel> Of(Caller caller, OfferCatalogue catalogue) =>
        from model in Open(caller, catalogue)
        select Shown(model, catalogue) with { PerDay = catalogue.FindPlan(caller.Plan)!.AccessTo(model).PerDay };

    /// <summary>The models that the caller's plan has not. A key with models of its own hears of no others.</summary>
    static IEnumerable<OfferedModel> Denied(Caller caller, OfferCatalogue catalogue) =>
        from plan in catalogue.Plans
        where plan.Key == caller.Plan && caller.Models is null
        from model in catalogue.Models
        where plan.AccessTo(model).Access == Access.Deny
        select Shown(model, catalogue) with
        {
            IsInPlan = false,
            PictureUrl = null, // it opens for who may use the model
            IsAvailable = false,
            Plan = catalogue.Plans.FirstOrDefault(one => one.AccessTo(model).Access != Access.Deny)?.Key,
        };

    static OfferedModel Shown(Model model, OfferCatalogue catalogue) => new()
    {
        Key = model.Key,
        Title = model.Title,
        Kind = Word(model.Kind),
        Factor = model.Factor,
        Tags = model.Tags,
        Family = model.Family,
        SidePixels = model.SidePixels,
        PictureUrl = ModelPicture.IsThere(model) ? $"/api/v1/models/{model.Key}/picture" : null,
        Wallet = model.Wallet,
        IsAvailable = model.Available,
        Reason = model.Reason,
        Prices = [.. Prices(model, catalogue)],
    };

    static IEnumerable<PriceExample> Prices(Model model, OfferCatalogue catalogue) =>
        from operation in Operations(model, catalogue)
        from side in ExampleSides
        let request = new ImageRequest
        {
            Operation = operation,
            Model = model.Key,
            WidthPixels = side,
            HeightPixels = side,
        }
        let price = catalogue.Price(request) as Quote.Priced
        where price is not null
        select new PriceExample(
            request.Operation, side, side, Generations.Generations.InCredits(price.MillicreditsPerImage));

    static IEnumerable<string> Operations(Model model, OfferCatalogue catalogue) =>
        model.Kind == ModelKind.Painter ? [GenerationWish.TextToImage]
            : catalogue.Operations.Where(operation => model.Does(operation.Work)).Select(operation => operation.Key);

    static string Word(ModelKind kind) => kind.ToString().ToLowerInvariant();
}
